"""What every mutation answers when it succeeds."""

from typing import Any

from tests.web.examples.appeals import appeal
from tests.web.examples.me import me
from tests.web.examples.people import MEMBERSHIP, NEWCOMERS, PEOPLE, REPORT
from tests.web.examples.qualifications import DRIVING_LICENCE
from tests.web.examples.tasks import task
from tests.web.examples.values import moment, payload


def answers() -> dict[str, Any]:
    """The payloads."""
    mine = {"id": "AS1", "state": "CONFIRMED", "queuePosition": None, "checkedInAt": None}
    mine |= {"rating": None, "feedback": ""}
    return {
        "signUp": payload("SignUp", delivered=True),
        "signInRequest": payload("SignInRequest", delivered=True),
        "signIn": payload("SignIn", accessToken=None, expiresAt=moment(days=30), me=me()),
        "signOut": payload("SignOut", signedOut=True),
        "sessionRevoke": payload("SessionRevoke", revoked=True),
        "meUpdate": payload("MeUpdate", me=me()),
        "consentGrant": payload("ConsentGrant", consents=[]),
        "consentRevoke": payload("ConsentRevoke", consents=[]),
        "myDataErase": payload("MyDataErase", certificateId="C-1"),
        "teamLeave": payload("TeamLeave"),
        "teamFound": payload("TeamFound"),
        "activityLog": payload(
            "ActivityLog",
            activity={"id": "A3", "clientKey": "k3", "kind": "CANVASS", "quantity": 1, "minutes": 5, "points": 5000},
        ),
        "activityCorrect": payload("ActivityCorrect", activity={"id": "A1", "voided": True, "points": 0}),
        "taskCreate": payload("TaskCreate", task=task("T9")),
        "taskCancel": payload("TaskCancel", task=task(status="CANCELLED")),
        "taskMatch": payload("TaskMatch", task=task()),
        "taskAsk": payload("TaskAsk", chosen=7),
        "appealSave": payload("AppealSave", appeal=appeal()),
        "appealRelease": payload("AppealRelease", appeal=appeal(state="RUNNING")),
        "appealStop": payload("AppealStop", recalled=2),
        "shiftSignUp": payload("ShiftSignUp", assignment=mine),
        "shiftCancel": payload("ShiftCancel", assignment=mine | {"state": "CANCELLED"}),
        "shiftCheckIn": payload("ShiftCheckIn", assignment=mine | {"checkedInAt": moment()}),
        "shiftFeedback": payload("ShiftFeedback", assignment=mine | {"rating": 5}),
        "shiftAttendance": payload("ShiftAttendance", assignment=mine),
        "askAnswer": payload(
            "AskAnswer", message="We look forward to you.", ask={"id": "ASK1", "answer": "YES"}, assignment=mine
        ),
        "askCardRecord": payload("AskCardRecord", result="YES", assignment=mine),
        "askingOffer": payload("AskingOffer", offering=True),
        "lettersStop": payload("LettersStop", purpose="THANKS"),
        "phoneCodeRequest": payload("PhoneCodeRequest"),
        "phoneProve": payload("PhoneProve"),
        "purposeStop": payload("PurposeStop"),
        "pushSubscribe": payload("PushSubscribe"),
        "pushUnsubscribe": payload("PushUnsubscribe"),
        "apiTokenCreate": payload(
            "ApiTokenCreate", token="gsw_secret-told-once", session={"id": "TOK2", "name": "Sheets"}
        ),
        "apiTokenRevoke": payload("ApiTokenRevoke", apiTokens=[]),
        "guardianConsentRecord": payload("GuardianConsentRecord", person=PEOPLE[3]),
        "guardianConsentWithdraw": payload("GuardianConsentWithdraw", person=PEOPLE[3]),
        "birthYearCorrect": payload("BirthYearCorrect", person=PEOPLE[3]),
        "calendarRenew": payload("CalendarRenew", me={"id": "ME"}),
        "membershipGrant": payload("MembershipGrant", membership=MEMBERSHIP),
        "membershipEnd": payload("MembershipEnd", membership=MEMBERSHIP),
        "peopleImport": payload("PeopleImport", report=REPORT),
        "importUndo": payload("ImportUndo", removed=41, kept=2),
        "activityImport": payload("ActivityImport", report=REPORT | {"importId": "IMP1"}),
        "activityImportUndo": payload("ActivityImportUndo", withdrawn=41),
        "taskUpdate": payload("TaskUpdate", task={"id": "T1", "version": 4}),
        "suggestionCorrect": payload("SuggestionCorrect", changed="Changed.", taskDeclined=False),
        "askCorrect": payload("AskCorrect", changed="Changed: only nearer.", ask={"id": "ASK1", "answer": "TOO_FAR"}),
        "placeAnswer": payload("PlaceAnswer", message="Wonderful, Maya: your place is kept."),
        "placeRate": payload("PlaceRate", message="Thank you, Maya: that helps."),
        "greetingBatchTake": payload("GreetingBatchTake", taken=8),
        "greetingBatchReturn": payload("GreetingBatchReturn", returned=2),
        "greetingRecord": payload("GreetingRecord", result="REACHED", attempts=1),
        "qualificationDeclare": payload("QualificationDeclare", me=me()),
        "qualificationGiveUp": payload("QualificationGiveUp", me=me()),
        "qualificationCreate": payload("QualificationCreate", qualification=DRIVING_LICENCE),
        "qualificationConfirm": payload("QualificationConfirm", person=PEOPLE[1]),
        "thanksSign": payload("ThanksSign", signing=True),
        "asksSign": payload("AsksSign", signing=True),
        "greetingUndo": payload("GreetingUndo", attempts=0),
        "greetingHandOver": payload("GreetingHandOver", newcomer=NEWCOMERS[0]),
        "greetingMiss": payload("GreetingMiss", clientMutationId=None),
        "personGreet": payload("PersonGreet", person=PEOPLE[2]),
    }
