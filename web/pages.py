"""The pages: path, operation, template, who may see it. One execution per page."""

from web import variables
from web.page import Audience, Page

_IN, _ORGANIZERS, _DEVELOPMENT = Audience.SIGNED_IN, Audience.ORGANIZERS, Audience.DEVELOPMENT

PAGES = [
    Page("home", "/", "Home", "home.html", stranger_template="landing.html"),
    Page("sign_up", "/join", "SignUpForm", "sign_up.html"),
    Page("places", "/places", "Places", "parts/places.html", variables=variables.places),
    Page("sign_in", "/sign-in", "SignInForm", "sign_in.html"),
    Page("sign_in_code", "/sign-in/code", "SignInForm", "sign_in_code.html"),
    Page("sign_in_link", "/sign-in/link/{token}", "SignInForm", "sign_in_link.html"),
    Page("tasks", "/tasks", "TasksNearMe", "tasks.html", _IN, variables.tasks),
    Page("task", "/tasks/{id}", "TaskPage", "task.html", variables=variables.by_id, needs="task"),
    Page("log", "/log", "LogWork", "log.html", _IN, variables.after),
    Page("log_kept", "/log/kept", "SignInForm", "log_kept.html"),
    Page("team", "/team", "TeamPage", "team.html", _IN, variables.after),
    Page("news", "/news", "NewsPage", "news.html", _IN, variables.after),
    Page("formula", "/points", "FormulaCard", "formula.html"),
    Page("boards", "/boards", "Boards", "boards.html", variables=variables.board),
    Page("display", "/display/{kind}/{window}", "Display", "display.html", variables=variables.display),
    Page(
        "region_display",
        "/display/{code}",
        "RegionDisplay",
        "region_display.html",
        variables=variables.region_display,
        needs="display",
    ),
    Page("profile", "/profile", "Profile", "profile.html", _IN, variables.skill_search),
    Page("skills", "/profile/skills", "Skills", "parts/skills.html", _IN, variables.skills),
    Page("privacy", "/privacy", "Privacy", "privacy.html", _IN),
    Page("messages", "/messages", "Messages", "messages.html", _IN, variables.after),
    Page("mailbox", "/mailbox", "Mailbox", "mailbox.html", _DEVELOPMENT),
    Page("erased", "/erased", "SignInForm", "erased.html"),
    Page("offline", "/offline", "SignInForm", "offline.html"),
    Page("organize", "/organize", "Overview", "organize/overview.html", _ORGANIZERS, variables.overview),
    Page("people", "/organize/people", "People", "organize/people.html", _ORGANIZERS, variables.people),
    Page(
        "person", "/organize/people/{id}", "PersonPage", "organize/person.html", _ORGANIZERS, variables.by_id, "person"
    ),
    Page(
        "contact",
        "/organize/people/{id}/contact",
        "PersonContact",
        "organize/contact.html",
        _ORGANIZERS,
        variables.by_id,
        "personContact",
    ),
    Page("care", "/organize/care", "Care", "organize/care.html", _ORGANIZERS),
    Page(
        "fairness",
        "/organize/fairness",
        "Fairness",
        "organize/fairness.html",
        _ORGANIZERS,
        variables.region,
        "fairness",
    ),
    Page("formula_desk", "/organize/formula", "FormulaDesk", "organize/formula.html", _ORGANIZERS),
    Page("badge_desk", "/organize/badges", "BadgeDesk", "organize/badges.html", _ORGANIZERS),
    Page("chances", "/organize/chances", "Chances", "organize/chances.html", _ORGANIZERS),
    Page("policy", "/organize/policy", "AskPolicies", "organize/policy.html", _ORGANIZERS),
    Page("greeting", "/greeting", "Greeting", "organize/greeting.html", _IN, needs="greetingBatch"),
    Page("cards", "/cards", "Cards", "cards.html", _IN),
    Page("newcomers", "/organize/newcomers", "Newcomers", "organize/newcomers.html", _ORGANIZERS, variables.newcomers),
    Page(
        "newcomer",
        "/organize/newcomers/{id}",
        "NewcomerPage",
        "organize/newcomer.html",
        _ORGANIZERS,
        variables.by_id,
        "newcomer",
    ),
    Page(
        "tasks_to_fill", "/organize/tasks", "TasksToFill", "organize/tasks.html", _ORGANIZERS, variables.tasks_to_fill
    ),
    Page("qualifications", "/organize/qualifications", "Qualifications", "organize/qualifications.html", _ORGANIZERS),
    Page("news_desk", "/organize/news", "NewsDesk", "organize/news.html", _ORGANIZERS, variables.news_desk),
    Page("reports", "/organize/reports", "ReportedPosts", "organize/reports.html", _ORGANIZERS),
    Page("looks", "/organize/looks", "WorkToLookAt", "organize/looks.html", _ORGANIZERS),
    Page("roles", "/organize/roles", "Roles", "organize/roles.html", _ORGANIZERS, variables.region),
    Page(
        "displays",
        "/organize/displays",
        "KioskLinks",
        "organize/displays.html",
        _ORGANIZERS,
        variables.overview,
    ),
    Page("programs", "/organize/programs", "ApiTokens", "organize/programs.html", _ORGANIZERS),
    Page("import_people", "/organize/import/people", "ImportForm", "organize/import.html", _ORGANIZERS),
    Page("import_work", "/organize/import/work", "ImportForm", "organize/import.html", _ORGANIZERS),
    Page("task_form", "/organize/tasks/new", "TaskForm", "organize/task_form.html", _ORGANIZERS, variables.overview),
    Page(
        "task_edit",
        "/organize/tasks/{id}/edit",
        "TaskEdit",
        "organize/task_edit.html",
        _ORGANIZERS,
        variables.by_id,
        "task",
    ),
    Page(
        "task_what_if",
        "/organize/tasks/{id}/what-if",
        "TaskWhatIf",
        "organize/what_if.html",
        _ORGANIZERS,
        variables.what_if,
        "task",
    ),
    Page(
        "task_to_fill",
        "/organize/tasks/{id}",
        "TaskToFill",
        "organize/task.html",
        _ORGANIZERS,
        variables.by_id,
        "task",
    ),
]

SIGNED_OUT = Page("signed_out", "", "SignInForm", "signed_out.html")
"""No page of its own: it answers a form whose sender's session has ended, and holds what was typed."""

PAGE_BY_NAME = {page.name: page for page in PAGES}
