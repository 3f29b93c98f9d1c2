"""Columns are found by name, else by content, and a person may say otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.kernel.errors import Invalid
from models.kernel.tabular.guess_columns import guess_columns, header_key, override_columns, parse_choices
from models.kernel.tabular.look import looks_like_date, looks_like_email, looks_like_phone, looks_like_postal_code
from models.kernel.tabular.read_table import read_table

SYNONYMS = {"email": ["email", "e-mail address"], "first_name": ["first name", "prénom"]}


@pytest.mark.parametrize(
    "header", ["E-Mail Address", "emailAddress", "email_address", "EMAIL ADDRESS", " e mail  address "]
)
def test_spelling_of_a_header_does_not_matter(header: str) -> None:
    assert header_key(header) == "emailaddress"


@given(st.text(max_size=20))
def test_header_keys_are_stable(header: str) -> None:
    assert header_key(header_key(header)) == header_key(header)


def test_takes_every_synonym_in_order_of_preference() -> None:
    table = read_table(b"E-mail Address,Prenom,Email\nx@example.org,Ada,y@example.org\n")
    assert guess_columns(table, SYNONYMS) == {"email": ["Email", "E-mail Address"], "first_name": ["Prenom"]}


def test_finds_by_content_what_has_no_known_name() -> None:
    table = read_table(b"a,b\nAda,ada@example.org\nBob,bob@example.org\nEve,\n")
    assert guess_columns(table, SYNONYMS, {"email": looks_like_email}) == {"email": ["b"]}


def test_too_few_alike_is_no_find() -> None:
    table = read_table(b"a,b\nAda,ada@example.org\nBob,unknown\n")
    assert guess_columns(table, SYNONYMS, {"email": looks_like_email}) == {}


def test_a_person_knows_better() -> None:
    table = read_table(b"email,backup\na@example.org,b@example.org\n")
    guessed = guess_columns(table, SYNONYMS)
    assert override_columns(guessed, {"email": "backup"}, table, ["email"]) == {"email": ["backup"]}
    assert override_columns(guessed, {"email": ""}, table, ["email"]) == {}
    assert override_columns(guessed, {"first_name": "email"}, table, ["email", "first_name"]) == {
        "first_name": ["email"]
    }


@pytest.mark.parametrize("chosen", [{"nonsense": "email"}, {"email": "nonsense"}])
def test_refuses_unknown_fields_and_columns(chosen: dict[str, str]) -> None:
    table = read_table(b"email,name\na@example.org,Ada\n")
    with pytest.raises(Invalid, match="There is no"):
        override_columns({}, chosen, table, ["email"])


def test_reads_choices() -> None:
    assert parse_choices(["email=E-mail = private", "note="]) == {"email": "E-mail = private", "note": ""}
    with pytest.raises(Invalid, match="field=column"):
        parse_choices(["email"])


def test_looks() -> None:
    assert looks_like_email("ada@example.org")
    assert not looks_like_email("ada@example")
    assert looks_like_postal_code("00-950")
    assert looks_like_postal_code("ec1a 1bb")
    assert not looks_like_postal_code("1234567")
    assert looks_like_phone("+48 (22) 123-45-67")
    assert not looks_like_phone("2022-03-25")
    assert looks_like_date("2018-08-17T15:17:37Z")
    assert looks_like_date("25.3.2022")
    assert not looks_like_date("10001")
