"""Reads about people. Those of an actor start from what the actor sees."""

from models.people.queries.active_people import count_active_people
from models.people.queries.actor_of_token import actor_of_token
from models.people.queries.consents import (
    AGREES,
    ConsentState,
    born_before,
    has_consent,
    has_stopped,
    my_consents,
    my_suppressed_addresses,
    people_with_consent,
)
from models.people.queries.export_person import export_person
from models.people.queries.greeters import Greeter, greeters_for
from models.people.queries.greeting_batch import Greeting, GreetingBatch, greeting_batch
from models.people.queries.guardian_consents import GuardianState, guardian_states
from models.people.queries.kiosks import kiosk_region
from models.people.queries.memberships import (
    memberships_in,
    my_memberships,
    organization,
    roles_of,
    visible_memberships,
    visible_nodes,
)
from models.people.queries.my_greeting import MyGreeting, greetings_in_hand, my_greeting
from models.people.queries.newcomers import Newcomer, newcomer_by_id, newcomers_page
from models.people.queries.people import (
    me,
    next_question_of,
    person_by_id,
    person_by_ids,
    public_names,
    read_contact,
    skills_by_person,
    visible_people,
)
from models.people.queries.people_page import PeopleFilter, PeopleSort, people_page
from models.people.queries.push_subscriptions import (
    my_push_subscriptions,
    push_subscriptions_of,
    visible_push_subscriptions,
)
from models.people.queries.qualifications import (
    HeldQualification,
    WaitingQualification,
    holdings_of,
    qualifications_by_id,
    qualifications_of_account,
    qualifications_of_people,
    qualifications_to_confirm,
)
from models.people.queries.region_summary import PeopleSummary, people_summary
from models.people.queries.sessions import my_api_tokens, my_kiosk_links, my_sessions, visible_sessions
from models.people.queries.teams import TeamMember, team_members, teams_by_id, teams_to_join, visible_teams
from models.people.visibility import visible_to

__all__ = [
    "AGREES",
    "ConsentState",
    "Greeter",
    "Greeting",
    "GreetingBatch",
    "GuardianState",
    "HeldQualification",
    "MyGreeting",
    "Newcomer",
    "PeopleFilter",
    "PeopleSort",
    "PeopleSummary",
    "TeamMember",
    "WaitingQualification",
    "actor_of_token",
    "born_before",
    "count_active_people",
    "export_person",
    "greeters_for",
    "greeting_batch",
    "greetings_in_hand",
    "guardian_states",
    "has_consent",
    "has_stopped",
    "holdings_of",
    "kiosk_region",
    "me",
    "memberships_in",
    "my_api_tokens",
    "my_consents",
    "my_greeting",
    "my_kiosk_links",
    "my_memberships",
    "my_push_subscriptions",
    "my_sessions",
    "my_suppressed_addresses",
    "newcomer_by_id",
    "newcomers_page",
    "next_question_of",
    "organization",
    "people_page",
    "people_summary",
    "people_with_consent",
    "person_by_id",
    "person_by_ids",
    "public_names",
    "push_subscriptions_of",
    "qualifications_by_id",
    "qualifications_of_account",
    "qualifications_of_people",
    "qualifications_to_confirm",
    "read_contact",
    "roles_of",
    "skills_by_person",
    "team_members",
    "teams_by_id",
    "teams_to_join",
    "visible_memberships",
    "visible_nodes",
    "visible_people",
    "visible_push_subscriptions",
    "visible_sessions",
    "visible_teams",
    "visible_to",
]
