"""What people do with their account, and organizers with people."""

from models.people.actions.change_consents import grant_consent, revoke_consent
from models.people.actions.change_team import found_team, join_team, leave_team
from models.people.actions.confirm_qualification import confirm_qualification
from models.people.actions.correct_birth_year import correct_birth_year
from models.people.actions.create_api_token import create_api_token, revoke_api_token
from models.people.actions.create_kiosk_link import create_kiosk_link
from models.people.actions.create_organization_node import create_organization_node
from models.people.actions.create_qualification import add_known_qualifications, create_qualification
from models.people.actions.create_token import CreatedToken
from models.people.actions.declare_qualification import declare_qualification, give_up_qualification
from models.people.actions.erase_person import BeforeErasure, erase_person
from models.people.actions.escalate_greetings import escalate_greetings
from models.people.actions.forget_stale import Forgotten, forget_stale
from models.people.actions.grant_membership import end_membership, grant_membership
from models.people.actions.greet_in_batches import return_greeting_batch, take_greeting_batch
from models.people.actions.greet_person import greet_person
from models.people.actions.guardian_consents import record_guardian_consent, withdraw_guardian_consent
from models.people.actions.hand_over_greeting import Owner, hand_over_greeting
from models.people.actions.miss_greeting import miss_greeting
from models.people.actions.open_session import OpenedSession, refresh_session
from models.people.actions.record_greeting import record_greeting, undo_greeting
from models.people.actions.redeem_sign_in import SignedIn, redeem_sign_in
from models.people.actions.renew_calendar import renew_calendar
from models.people.actions.revoke_session import revoke_session, sign_out
from models.people.actions.sign_in_requests import make_development_link, request_sign_in
from models.people.actions.sign_up import sign_up
from models.people.actions.subscribe_push import drop_subscription, subscribe_push, unsubscribe_push
from models.people.actions.suppress_address import lift_suppression, suppress_address
from models.people.actions.update_me import ProfileChanges, update_me

__all__ = [
    "BeforeErasure",
    "CreatedToken",
    "Forgotten",
    "OpenedSession",
    "Owner",
    "ProfileChanges",
    "SignedIn",
    "add_known_qualifications",
    "confirm_qualification",
    "correct_birth_year",
    "create_api_token",
    "create_kiosk_link",
    "create_organization_node",
    "create_qualification",
    "declare_qualification",
    "drop_subscription",
    "end_membership",
    "erase_person",
    "escalate_greetings",
    "forget_stale",
    "found_team",
    "give_up_qualification",
    "grant_consent",
    "grant_membership",
    "greet_person",
    "hand_over_greeting",
    "join_team",
    "leave_team",
    "lift_suppression",
    "make_development_link",
    "miss_greeting",
    "record_greeting",
    "record_guardian_consent",
    "redeem_sign_in",
    "refresh_session",
    "renew_calendar",
    "request_sign_in",
    "return_greeting_batch",
    "revoke_api_token",
    "revoke_consent",
    "revoke_session",
    "sign_out",
    "sign_up",
    "subscribe_push",
    "suppress_address",
    "take_greeting_batch",
    "undo_greeting",
    "unsubscribe_push",
    "update_me",
    "withdraw_guardian_consent",
]
