"""Licences and trainings on the pages: said, confirmed, required, and refused with what to do."""

from tests.web.conftest import Browser
from tests.web.examples import refusal
from tests.web.examples.qualifications import DRIVING_LICENCE


def test_one_says_what_one_has_and_until_when_and_takes_it_back(volunteer: Browser) -> None:
    shown = volunteer.get("/profile").text
    assert "Driving licence" in shown
    assert "not confirmed yet" in shown
    sent = volunteer.send("/profile/qualifications", "/profile", qualificationId="Q2", expiresOn="2027-05-01")
    assert sent.headers["location"] == "/profile?done=saved#qualifications"
    assert volunteer.site.mutations == [("QualificationDeclare", {"qualificationId": "Q2", "expiresOn": "2027-05-01"})]
    volunteer.send("/profile/qualifications", "/profile", qualificationId="Q1", expiresOn="")
    assert volunteer.site.mutations == [("QualificationDeclare", {"qualificationId": "Q1", "expiresOn": None})]
    volunteer.send("/profile/qualifications/give-up", "/profile", qualificationId="Q2")
    assert volunteer.site.mutations == [("QualificationGiveUp", {"qualificationId": "Q2"})]


def test_organizers_confirm_what_waits_for_them(organizer: Browser) -> None:
    page = "/organize/qualifications"
    assert "Jakub Wiśniewski" in organizer.get(page).text
    organizer.send(f"{page}/confirm", page, personId="P2", qualificationId="Q2", confirmed="yes")
    given = {"personId": "P2", "qualificationId": "Q2", "confirmed": True}
    assert organizer.site.mutations == [("QualificationConfirm", given)]
    person = "/organize/people/P1"
    assert "Take the confirmation back" in organizer.get(person).text
    organizer.send(f"{person}/qualifications", person, qualificationId="Q2", confirmed="no")
    given = {"personId": "P1", "qualificationId": "Q2", "confirmed": False}
    assert organizer.site.mutations == [("QualificationConfirm", given)]


def test_organizers_add_to_the_vocabulary(organizer: Browser) -> None:
    page, given = "/organize/qualifications", {"kind": "TRAINING", "name": "Forklift", "howToGet": "Ask."}
    organizer.send(page, page, **given, needsConfirmation="yes")
    assert organizer.site.mutations == [("QualificationCreate", given | {"needsConfirmation": True})]


def test_a_task_says_what_it_requires_and_the_form_keeps_it(organizer: Browser) -> None:
    assert "Required" in organizer.get("/tasks/T1").text
    assert 'name="qualificationIds" value="Q1" checked' in organizer.get("/organize/tasks/T1/edit").text
    assert 'name="qualificationIds" value="Q1">' in organizer.get("/organize/tasks/new").text


def test_who_lacks_it_reads_what_to_do_and_where(volunteer: Browser) -> None:
    volunteer.site.answers["shiftSignUp"] = refusal(
        "NotQualified",
        "For this you need: Driving licence.",
        "NOT_QUALIFIED",
        "shiftId",
        missing=[{"standing": "MISSING", "qualification": DRIVING_LICENCE}],
    )
    answer = volunteer.send("/tasks/T1/shifts/SH1/sign-up", "/tasks/T1")
    assert answer.status_code == 422
    assert "For this you need: Driving licence." in answer.text
    assert 'href="/profile#qualifications"' in answer.text


def test_why_so_few_says_what_dropping_it_brings(organizer: Browser) -> None:
    shown = organizer.get("/organize/tasks/T1/what-if").text
    assert "without: \u2068Driving licence\u2069" in shown
    assert "they lack a licence or training" in shown
    organizer.get("/organize/tasks/T1/what-if?asked=yes&noQualifications=on")
    assert organizer.site.executed[-1][1]["change"]["noQualifications"] is True


def test_that_one_does_not_have_it_any_more_names_which(volunteer: Browser) -> None:
    volunteer.send("/tasks/T1/shifts/SH1/correct", "/", correction="NOT_QUALIFIED Q1")
    assert volunteer.site.mutations == [
        ("SuggestionCorrect", {"shiftId": "SH1", "correction": "NOT_QUALIFIED", "qualificationId": "Q1"})
    ]
