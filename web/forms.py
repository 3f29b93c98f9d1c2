"""The forms: where each is sent, the mutation it becomes, the page it stands on, and where one goes after."""

from web.form import Form, to
from web.inputs import access, community, importing, organizing, profile, sign_in, work
from web.page import Audience

_ALL, _ORGANIZERS = Audience.EVERYBODY, Audience.ORGANIZERS
_TASK = "/tasks/{id}"
_SHIFT = "/tasks/{id}/shifts/{shift}"
_FILL = "/organize/tasks/{id}"

FORMS = [
    Form("/join", "SignUp", "sign_up", sign_in.sign_up, to("/sign-in/code?done=asked"), _ALL),
    Form("/sign-in", "SignInRequest", "sign_in", sign_in.request, to("/sign-in/code?done=asked"), _ALL),
    Form("/sign-in/code", "SignIn", "sign_in_code", sign_in.by_code, to("/"), _ALL),
    Form("/sign-in/link/{token}", "SignIn", "sign_in_link", sign_in.by_link, to("/"), _ALL),
    Form("/sign-out", "SignOut", "home", sign_in.out, to("/?done=signed_out"), _ALL),
    Form("/question", "MeUpdate", "home", profile.answer_question, to("/?done=saved")),
    Form("/asks/{ask}", "AskAnswer", "home", work.answer_ask, to("/?done=answered")),
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
    Form("/profile/team/leave", "TeamLeave", "profile", profile.nothing, to("/profile?done=saved")),
    Form("/profile/team/found", "TeamFound", "profile", profile.team, to("/profile?done=saved")),
    Form("/team/goal", "TeamGoalSet", "team", community.goal, to("/team?done=saved")),
    Form("/team/posts", "PostWrite", "team", community.post, to("/team?done=said#talk")),
    Form("/team/posts/{id}/remove", "PostRemove", "team", community.one_post, to("/team?done=removed#talk")),
    Form("/team/posts/{id}/report", "PostReport", "team", community.report, to("/team?done=reported#talk")),
    Form("/privacy/name", "MeUpdate", "privacy", profile.public_name, to("/privacy?done=saved")),
    Form("/privacy/rank", "MeUpdate", "privacy", profile.rank, to("/privacy?done=saved")),
    Form("/privacy/consents/grant", "ConsentGrant", "privacy", profile.consent, to("/privacy?done=saved#consents")),
    Form("/privacy/consents/revoke", "ConsentRevoke", "privacy", profile.consent, to("/privacy?done=saved#consents")),
    Form("/privacy/sessions", "SessionRevoke", "privacy", profile.session, to("/privacy?done=revoked#sessions")),
    Form("/privacy/erase", "MyDataErase", "privacy", profile.erase, profile.after_erasure),
    Form("/greeting/take", "GreetingBatchTake", "greeting", profile.nothing, to("/greeting?done=taken")),
    Form("/greeting/return", "GreetingBatchReturn", "greeting", profile.nothing, to("/greeting?done=given_back")),
    Form("/greeting/{id}", "GreetingRecord", "greeting", organizing.record_greeting, to("/greeting?done=noted")),
    Form(
        "/organize/newcomers/thanks",
        "ThanksSign",
        "newcomers",
        organizing.sign_thanks,
        to("/organize/newcomers?done=saved"),
        _ORGANIZERS,
    ),
    Form(
        "/organize/newcomers/{id}/greet",
        "PersonGreet",
        "newcomers",
        organizing.greet,
        to("/organize/newcomers?done=greeted"),
        _ORGANIZERS,
    ),
    Form(
        "/organize/people/{id}/greet",
        "PersonGreet",
        "person",
        organizing.greet,
        to("/organize/people/{id}?done=greeted"),
        _ORGANIZERS,
    ),
    Form(
        "/organize/people/{id}/guardian",
        "GuardianConsentRecord",
        "person",
        organizing.guardian,
        to("/organize/people/{id}?done=saved"),
        _ORGANIZERS,
    ),
    Form(
        "/organize/people/{id}/guardian/withdraw",
        "GuardianConsentWithdraw",
        "person",
        organizing.greet,
        to("/organize/people/{id}?done=saved"),
        _ORGANIZERS,
    ),
    Form(
        "/organize/people/{id}/roles",
        "MembershipGrant",
        "person",
        access.grant_role,
        to("/organize/people/{id}?done=saved"),
        _ORGANIZERS,
    ),
    Form(
        "/organize/news", "NewsPublish", "news_desk", community.news, to("/organize/news?done=published"), _ORGANIZERS
    ),
    Form(
        "/organize/news/withdraw",
        "NewsWithdraw",
        "news_desk",
        access.row,
        to("/organize/news?done=withdrawn"),
        _ORGANIZERS,
    ),
    Form(
        "/organize/reports/{id}",
        "PostDecide",
        "reports",
        community.decision,
        to("/organize/reports?done=decided"),
        _ORGANIZERS,
    ),
    Form("/organize/roles/end", "MembershipEnd", "roles", access.row, to("/organize/roles?done=saved"), _ORGANIZERS),
    Form(
        "/organize/programs",
        "ApiTokenCreate",
        "programs",
        access.new_token,
        to("/organize/programs"),
        _ORGANIZERS,
        shows_outcome=True,
    ),
    Form(
        "/organize/programs/end",
        "ApiTokenRevoke",
        "programs",
        access.row,
        to("/organize/programs?done=token_ended"),
        _ORGANIZERS,
    ),
    *(
        Form(
            f"/organize/import/{what}{step}",
            operation,
            f"import_{what}",
            read,
            to(f"/organize/import/{what}"),
            _ORGANIZERS,
            shows_outcome=True,
        )
        for what, step, operation, read in (
            ("people", "", "PeopleImport", importing.table),
            ("people", "/undo", "ImportUndo", access.row),
            ("work", "", "ActivityImport", importing.table),
            ("work", "/undo", "ActivityImportUndo", access.row),
        )
    ),
    Form("/organize/tasks/new", "TaskCreate", "task_form", organizing.task, organizing.after_task, _ORGANIZERS),
    Form(f"{_FILL}/edit", "TaskUpdate", "task_edit", organizing.task_change, to(f"{_FILL}?done=saved"), _ORGANIZERS),
    Form(f"{_FILL}/match", "TaskMatch", "task_to_fill", organizing.of_task, to(f"{_FILL}?done=matched"), _ORGANIZERS),
    Form(f"{_FILL}/ask", "TaskAsk", "task_to_fill", organizing.ask, organizing.after_ask, _ORGANIZERS),
    Form(
        f"{_FILL}/cancel", "TaskCancel", "task_to_fill", organizing.cancel, to(f"{_FILL}?done=called_off"), _ORGANIZERS
    ),
    Form(
        f"{_FILL}/attendance",
        "ShiftAttendance",
        "task_to_fill",
        organizing.attendance,
        to(f"{_FILL}?done=saved"),
        _ORGANIZERS,
    ),
]
