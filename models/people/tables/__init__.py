"""People, what they can do and want, teams, memberships, consents, ways in."""

from models.people.tables.addresses import PhoneProof, PushSubscription, SuppressedAddress, SuppressionReason
from models.people.tables.consent import Channel, Consent, GuardianConsent, Purpose
from models.people.tables.erasure import ErasedAddress, ErasureCertificate
from models.people.tables.greeting import GreetingLease, GreetingStep
from models.people.tables.imports import Import
from models.people.tables.organization import Membership, OrganizationNode, PastHome, Pause, Team
from models.people.tables.person import Person, PersonKind, PublicName
from models.people.tables.qualifications import PersonQualification, Qualification
from models.people.tables.sessions import Session, SessionKind, SignInRequest
from models.people.tables.skills import Evidence, PersonSkill

__all__ = [
    "Channel",
    "Consent",
    "ErasedAddress",
    "ErasureCertificate",
    "Evidence",
    "GreetingLease",
    "GreetingStep",
    "GuardianConsent",
    "Import",
    "Membership",
    "OrganizationNode",
    "PastHome",
    "Pause",
    "Person",
    "PersonKind",
    "PersonQualification",
    "PersonSkill",
    "PhoneProof",
    "PublicName",
    "Purpose",
    "PushSubscription",
    "Qualification",
    "Session",
    "SessionKind",
    "SignInRequest",
    "SuppressedAddress",
    "SuppressionReason",
    "Team",
]
