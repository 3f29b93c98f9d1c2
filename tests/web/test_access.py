"""Pages about who and which program may do what, and about tables from other systems."""

import re

import pytest

from tests.web.conftest import Browser
from tests.web.examples import refusal

TABLE = "E-mail;Given name;Zip\nada@example.org;Zoë;10001\n"


def test_a_token_is_shown_this_once(organizer: Browser) -> None:
    made = organizer.send("/organize/programs", "/organize/programs", name="Sheets", days="30", organize="yes")
    assert organizer.site.mutations == [
        ("ApiTokenCreate", {"name": "Sheets", "permissions": ["read", "organize"], "days": 30})
    ]
    assert (made.status_code, made.text.count("gsw_secret-told-once")) == (200, 1)
    assert made.headers["cache-control"] == "no-store"
    assert "gsw_secret-told-once" not in organizer.get("/organize/programs").text


def test_a_token_ends(organizer: Browser) -> None:
    ended = organizer.send("/organize/programs/end", "/organize/programs", id="TOK1")
    assert ended.headers["location"] == "/organize/programs?done=token_ended"
    assert organizer.site.mutations == [("ApiTokenRevoke", {"id": "TOK1"})]


def test_a_token_without_days_is_refused_beside_the_field(organizer: Browser) -> None:
    refused = organizer.send("/organize/programs", "/organize/programs", name="Sheets", days="soon")
    assert refused.status_code == 422
    assert re.search(r'id="days-problem">.*Please type a whole number\.', refused.text, re.DOTALL)
    assert 'value="Sheets"' in refused.text
    assert organizer.site.mutations == []


def test_a_role_is_given_on_the_page_of_a_person(organizer: Browser) -> None:
    given = organizer.send("/organize/people/P1/roles", "/organize/people/P1", role="ORGANIZER", regionId="R1")
    assert given.headers["location"] == "/organize/people/P1?done=saved"
    grant = {"personId": "P1", "role": "ORGANIZER", "regionId": "R1"}
    assert organizer.site.mutations == [("MembershipGrant", grant)]


def test_roles_are_listed_and_end(organizer: Browser) -> None:
    text = organizer.get("/organize/roles").text
    assert "Jakub Wiśniewski" in text
    assert "Somebody who lives elsewhere" in text
    ended = organizer.send("/organize/roles/end", "/organize/roles", id="M7")
    assert ended.headers["location"] == "/organize/roles?done=saved"
    assert organizer.site.mutations == [("MembershipEnd", {"id": "M7"})]


def test_a_role_that_cannot_end_says_why(organizer: Browser) -> None:
    sentence = "This is the last administrator. Make somebody else one first."
    organizer.site.answers["membershipEnd"] = refusal("Conflict", sentence, "CONFLICT", "id")
    refused = organizer.send("/organize/roles/end", "/organize/roles", id="M8")
    assert (refused.status_code, sentence in refused.text) == (422, True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_file_is_looked_at_first(organizer: Browser, encoding: str) -> None:
    page = "/organize/import/people"
    token = organizer.token(page)
    organizer.site.executed.clear()
    file = {"file": ("people.csv", TABLE.encode(encoding), "text/csv")}
    answer = organizer.client.post(page, data={"token": token}, files=file, headers=organizer.headers)
    assert answer.status_code == 200
    assert organizer.site.mutations == [("PeopleImport", {"csv": TABLE, "mapping": [], "dryRun": True})]
    assert "What would happen" in answer.text
    assert "We do not know this postal code." in answer.text
    assert "Zoë" in answer.text


def test_what_was_looked_at_is_taken_in_with_other_columns(organizer: Browser) -> None:
    page = "/organize/import/people"
    columns = {"column-email": "E-mail", "guess-email": "E-mail", "column-postal_code": "-", "guess-postal_code": "Zip"}
    columns |= {"column-phone": "Zip", "guess-phone": "-"}
    organizer.send(page, page, csv=TABLE, run="yes", **columns)
    [(_, given)] = organizer.site.mutations
    assert (given["csv"], given["dryRun"]) == (TABLE.strip(), False)
    assert given["mapping"] == [{"field": "postal_code", "column": ""}, {"field": "phone", "column": "Zip"}]


def test_an_import_is_undone(organizer: Browser) -> None:
    page = "/organize/import/work"
    taken = organizer.send(page, page, csv=TABLE, run="yes")
    assert 'name="id" value="IMP1"' in taken.text
    undone = organizer.send(f"{page}/undo", page, id="IMP1")
    assert organizer.site.mutations == [("ActivityImportUndo", {"id": "IMP1"})]
    assert "Counts no longer: 41." in undone.text


def test_no_file_is_refused(organizer: Browser) -> None:
    page = "/organize/import/people"
    refused = organizer.send(page, page)
    assert (refused.status_code, "Please choose a file." in refused.text) == (422, True)
    assert organizer.site.mutations == []
