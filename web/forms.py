"""The forms: where each is sent, the mutation it becomes, the page it stands on, and where one goes after."""

from web.form import Form, to
from web.inputs import community, organizing, profile, sign_in, work
from web.organizers_forms import ORGANIZERS_FORMS
from web.page import Audience

_ALL = Audience.EVERYBODY
_TASK = "/tasks/{id}"
_SHIFT = "/tasks/{id}/shifts/{shift}"

FORMS = [
    Form("/join", "SignUp", "sign_up", sign_in.sign_up, to("/sign-in/code?done=asked"), _ALL),
    Form("/sign-in", "SignInRequest", "sign_in", sign_in.request, to("/sign-in/code?done=asked"), _ALL),
    Form("/sign-in/code", "SignIn", "sign_in_code", sign_in.by_code, to("/"), _ALL),
    Form("/sign-in/link/{token}", "SignIn", "sign_in_link", sign_in.by_link, to("/"), _ALL),
    Form("/sign-out", "SignOut", "home", sign_in.out, to("/?done=signed_out"), _ALL),
    Form("/question", "MeUpdate", "home", profile.answer_question, to("/?done=saved")),
    Form("/asks/{ask}", "AskAnswer", "home", work.answer_ask, work.after_answer),
    Form("/asks/{ask}/correct", "AskCorrect", "home", work.correct_ask, work.after_correction),
    Form(f"{_SHIFT}/sign-up", "ShiftSignUp", "task", work.sign_up_for_shift, work.after_sign_up),
    Form(f"{_SHIFT}/cancel", "ShiftCancel", "task", work.shift, to(f"{_TASK}?done=cancelled")),
    Form(f"{_SHIFT}/check-in", "ShiftCheckIn", "task", work.shift, to(f"{_TASK}?done=checked_in")),
    Form(f"{_SHIFT}/feedback", "ShiftFeedback", "task", work.feedback, to(f"{_TASK}?done=thanks")),
    Form(f"{_SHIFT}/correct", "SuggestionCorrect", "task", work.correct_suggestion, work.after_correction),
    Form("/log", "ActivityLog", "log", work.log, to("/log?done=logged")),
    Form("/log/{activity}/take-back", "ActivityCorrect", "log", work.take_back, to("/log?done=taken_back")),
    Form("/profile", "MeUpdate", "profile", profile.about_me, to("/profile?done=saved")),
    Form("/profile/help", "MeUpdate", "profile", profile.how_i_help, to("/profile?done=saved")),
    Form("/profile/skills", "MeUpdate", "profile", profile.skills, to("/profile?done=saved#skills")),
    Form(
        "/profile/qualifications",
        "QualificationDeclare",
        "profile",
        profile.qualification,
        to("/profile?done=saved#qualifications"),
    ),
    Form(
        "/profile/qualifications/give-up",
        "QualificationGiveUp",
        "profile",
        profile.lost_qualification,
        to("/profile?done=saved#qualifications"),
    ),
    Form("/profile/team/leave", "TeamLeave", "profile", profile.nothing, to("/profile?done=saved")),
    Form("/profile/team/found", "TeamFound", "profile", profile.team, to("/profile?done=saved")),
    Form("/profile/calendar", "CalendarRenew", "profile", profile.nothing, to("/profile?done=renewed#calendar")),
    Form("/team/goal", "TeamGoalSet", "team", community.goal, to("/team?done=saved")),
    Form("/team/posts", "PostWrite", "team", community.post, to("/team?done=said#talk")),
    Form("/team/posts/{id}/remove", "PostRemove", "team", community.one_post, to("/team?done=removed#talk")),
    Form("/team/posts/{id}/report", "PostReport", "team", community.report, to("/team?done=reported#talk")),
    Form("/privacy/name", "MeUpdate", "privacy", profile.public_name, to("/privacy?done=saved")),
    Form("/boards/rank", "MeUpdate", "home", profile.rank, to("/boards?kind=person&done=saved")),
    Form("/privacy/rank", "MeUpdate", "privacy", profile.rank, to("/privacy?done=saved")),
    Form("/privacy/consents/grant", "ConsentGrant", "privacy", profile.consent, to("/privacy?done=saved#consents")),
    Form("/privacy/consents/revoke", "ConsentRevoke", "privacy", profile.consent, to("/privacy?done=saved#consents")),
    Form("/channels/agree", "ConsentGrant", "channels", profile.consent, to("/channels?done=saved#ways")),
    Form("/channels/withdraw", "ConsentRevoke", "channels", profile.consent, to("/channels?done=saved#ways")),
    Form("/channels/stop", "PurposeStop", "channels", profile.purpose, to("/channels?done=purpose_stopped#ways")),
    Form("/channels/browsers", "PushSubscribe", "channels", profile.browser, to("/channels?done=saved#browsers")),
    Form("/channels/browsers/end", "PushUnsubscribe", "channels", profile.session, to("/channels?done=saved#browsers")),
    Form("/channels/phone", "MeUpdate", "channels", profile.phone, to("/channels?done=saved#texts")),
    Form("/channels/phone/code", "PhoneCodeRequest", "channels", profile.nothing, to("/channels?done=texted#texts")),
    Form("/channels/phone/prove", "PhoneProve", "channels", profile.code, to("/channels?done=saved#texts")),
    Form("/channels/pause", "MeUpdate", "channels", profile.pause, to("/channels?done=saved#pause")),
    Form("/privacy/sessions", "SessionRevoke", "privacy", profile.session, to("/privacy?done=revoked#sessions")),
    Form("/privacy/erase", "MyDataErase", "privacy", profile.erase, profile.after_erasure),
    Form("/cards/offer", "AskingOffer", "cards", work.offer_asking, to("/cards?done=saved")),
    Form("/cards/{card}", "AskCardRecord", "cards", work.record_card, to("/cards?done=card_noted")),
    Form("/greeting/take", "GreetingBatchTake", "greeting", profile.nothing, to("/greeting?done=taken")),
    Form("/greeting/return", "GreetingBatchReturn", "greeting", profile.nothing, to("/greeting?done=given_back")),
    Form("/greeting/missed", "GreetingMiss", "home", profile.nothing, to("/?done=missed")),
    Form("/greeting/{id}/undo", "GreetingUndo", "greeting", organizing.greet, to("/greeting?done=undone")),
    Form("/greeting/{id}", "GreetingRecord", "greeting", organizing.record_greeting, to("/greeting?done=noted")),
    *ORGANIZERS_FORMS,
]
