"""The words of the people domain as GraphQL enums."""

from api.enums import described
from models.kernel.actor import Role
from models.people.queries import PeopleSort
from models.people.rules.availability import DayPart
from models.people.rules.greeting import GreetingResult, GreetingStage
from models.people.rules.greeting_outlook import GreetingNext
from models.people.rules.questions import ProfileQuestion
from models.people.tables import Evidence, PersonKind, PublicName, Purpose, SessionKind

__all__ = [
    "DayPart",
    "Evidence",
    "GreetingNext",
    "GreetingResult",
    "GreetingStage",
    "PeopleSort",
    "PersonKind",
    "ProfileQuestion",
    "PublicName",
    "Purpose",
    "Role",
    "SessionKind",
]

described(
    Role,
    "What a membership lets a person do in its region, from least to most.",
    VOLUNTEER="Takes part.",
    TEAM_LEADER="Leads a team: sees and greets its members.",
    ORGANIZER="Organizes: sees people and how to reach them, posts tasks, asks.",
    ANALYST="Reads everything, changes nothing.",
    ADMIN="Does everything, and gives every role.",
)
described(
    PersonKind,
    "How far somebody has come in.",
    CONTACT="Known from an import; never asked before their own opt-in.",
    UNCONFIRMED="Signed up, but has not shown yet that the address is theirs.",
    VOLUNTEER="Has confirmed the sign-up.",
)
described(
    PublicName,
    "What others may read on a public page.",
    HIDDEN="Nothing.",
    ALIAS="An alias.",
    INITIAL="The first name and the initial of the last.",
)
described(
    Evidence,
    "How well a skill is known, from least to most.",
    DECLARED="The person says so.",
    DEMONSTRATED="It was shown in work.",
    ENDORSED="Somebody who saw it says so.",
    TAUGHT="The person teaches it to others.",
)
described(
    Purpose,
    "What consent is given for.",
    PARTICIPATION="Taking part at all.",
    ASKS="Being asked for help.",
    NEWS="News of the campaign.",
    URGENT_CALLS="Being asked at short notice.",
    PUBLIC_BOARD="Being named on public boards.",
    DUTIES="Letters about people whom one is to greet or to ask: they come until somebody says stop.",
    SERVICE="News of one's own shifts: by e-mail until somebody says stop.",
    THANKS="Thanks, and what came of one's work: by e-mail until somebody says stop.",
)
described(
    SessionKind,
    "What holds the session's secret.",
    BROWSER="A browser, in a cookie.",
    MOBILE="A phone, with a refresh token.",
    API_TOKEN="A program.",
    KIOSK="A display.",
)
described(
    ProfileQuestion,
    "The one small question that comes next.",
    WILLING="What kinds of work they like to do.",
    SKILLS="What they can do.",
    AVAILABILITY="When they can usually come.",
    PHONE="Their phone number.",
    BIRTH_YEAR="The year of their birth.",
)
described(
    DayPart,
    "A third of a waking day.",
    MORNING="Until 12.",
    AFTERNOON="From 12 to 17.",
    EVENING="From 17 on.",
)
described(
    PeopleSort,
    "In which order people are listed.",
    NAME="By last name, then first name.",
    NEWEST="Who came last comes first.",
    LAST_ACTIVE="Who was active last comes first.",
)
described(
    GreetingResult,
    "What became of an attempt to greet somebody.",
    REACHED="They talked: the newcomer is greeted.",
    LEFT_MESSAGE="A message was left.",
    NOT_REACHED="Nobody answered.",
    WRONG_NUMBER="The number or address is not theirs.",
    REFUSED="They do not want to be greeted.",
)
described(
    GreetingStage,
    "Who is responsible for a newcomer, from the nearest on. It climbs with time and never falls.",
    GREETER="The nearest willing greeter.",
    TEAM_LEADER="The leader of their team.",
    ORGANIZER="An organizer of the smallest region.",
    REGION="An organizer further up the tree of regions.",
)
described(
    GreetingNext,
    "What happens to a newcomer next by itself.",
    UNCLAIMED="Nothing: nobody has them in hand. Take them, or hand them to somebody.",
    LOOKING="Somebody is looked for.",
    CLIMBS="If nothing is noted, they go to somebody further up.",
    STAYS="They stay with their owner: there is nobody further up.",
)
