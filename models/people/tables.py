"""People, what they can do and want, teams, memberships, consents, ways in."""

from enum import StrEnum
from typing import Any

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.indexes import Index
from tortoise.models import Model

from models.kernel.actor import Role
from models.kernel.columns import SortedField
from models.people.rules.greeting import GreetingResult


class PersonKind(StrEnum):
    """How far somebody has come in: an imported contact is never asked before their own opt-in."""

    CONTACT = "contact"
    UNCONFIRMED = "unconfirmed"
    VOLUNTEER = "volunteer"


class PublicName(StrEnum):
    """What others may read on a public page; hidden unless the person chose otherwise."""

    HIDDEN = "hidden"
    ALIAS = "alias"
    INITIAL = "initial"


class Evidence(StrEnum):
    """How well a skill is known, from least to most."""

    DECLARED = "declared"
    DEMONSTRATED = "demonstrated"
    ENDORSED = "endorsed"
    TAUGHT = "taught"


class Purpose(StrEnum):
    """What consent is given for."""

    PARTICIPATION = "participation"
    ASKS = "asks"
    NEWS = "news"
    URGENT_CALLS = "urgent_calls"
    PUBLIC_BOARD = "public_board"


class Channel(StrEnum):
    """The way a message goes, or the place where a name appears."""

    APP = "app"
    EMAIL = "email"
    SMS = "sms"
    PUSH = "push"
    PUBLIC = "public"


class SessionKind(StrEnum):
    """What holds the session's secret."""

    BROWSER = "browser"
    MOBILE = "mobile"
    API_TOKEN = "api_token"
    KIOSK = "kiosk"


class Person(Model):
    """
    One human being within one account.

    Members of a household that share an address have the same `email_key` (the normalised e-mail); only one of them has
    it as `sign_in_key` (unique). `ledger_id` is the random name under which the ledger knows the person; this row is its
    only mapping. `import_key`: a hash of what told an imported row from all others. `sort_key`: the folded name, last name
    first, `name_key`: first name first; names are found by both. `availability`: a mask of 21 slots, bit
    `3 * weekday + part` with Monday = 0 and morning, afternoon, evening = 0, 1, 2; None is unknown. `unwilling`: kinds of
    work that they do not want to be asked for any more; never one of `willing`.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    ledger_id = fields.UUIDField()
    kind = fields.CharEnumField(PersonKind, max_length=12)
    email = fields.CharField(max_length=254, null=True)
    email_key = fields.CharField(max_length=254, null=True)
    sign_in_key = fields.CharField(max_length=254, null=True)
    first_name = fields.CharField(max_length=100)
    last_name = fields.CharField(max_length=100, default="")
    alias = fields.CharField(max_length=40, null=True)
    public_name = fields.CharEnumField(PublicName, max_length=8, default=PublicName.HIDDEN)
    sort_key = SortedField(max_length=220, default="")
    name_key = SortedField(max_length=220, default="")
    language = fields.CharField(max_length=12)
    phone = fields.CharField(max_length=20, null=True)
    birth_year = fields.SmallIntField(null=True)
    guardian_consent_at = fields.DatetimeField(null=True)
    country = fields.CharField(max_length=2)
    postal_code = fields.CharField(max_length=12, null=True)
    place = fields.CharField(max_length=120, default="")
    region_id = fields.UUIDField()
    region_path = SortedField(max_length=120)
    latitude = fields.FloatField(null=True)
    longitude = fields.FloatField(null=True)
    time_zone = fields.CharField(max_length=64)
    team_id = fields.UUIDField(null=True)
    availability = fields.IntField(null=True)
    willing: list[str] = ArrayField("text", default=list)
    unwilling: list[str] = ArrayField("text", default=list)
    from_home = fields.BooleanField(default=True)
    dismissed_questions: list[str] = ArrayField("text", default=list)
    maximum_distance_km = fields.SmallIntField(null=True)
    weekly_minutes = fields.SmallIntField(null=True)
    paused_until = fields.DatetimeField(null=True)
    rank_hidden = fields.BooleanField(default=False)
    holdout = fields.BooleanField(default=False)
    calendar_version = fields.SmallIntField(default=1)
    source = fields.CharField(max_length=20, default="web")
    import_id = fields.UUIDField(null=True)
    import_key = fields.CharField(max_length=64, null=True)
    created_at = fields.DatetimeField()
    confirmed_at = fields.DatetimeField(null=True)
    greeted_at = fields.DatetimeField(null=True)
    last_active_at = fields.DatetimeField(null=True)
    version = fields.IntField(default=1)

    class Meta:
        table = "people"
        unique_together = (("account_id", "sign_in_key"), ("account_id", "ledger_id"))
        indexes = [
            Index(fields=("account_id", "email_key"), name="people_email"),
            Index(fields=("account_id", "region_path", "sort_key", "id"), name="people_region"),
            Index(fields=("account_id", "sort_key", "id"), name="people_name"),
            Index(fields=("account_id", "name_key", "id"), name="people_first_name"),
            Index(fields=("account_id", "created_at", "id"), name="people_created"),
            Index(fields=("account_id", "team_id"), name="people_team"),
            Index(fields=("account_id", "import_id"), name="people_import"),
            Index(fields=("account_id", "import_key"), name="people_import_key"),
        ]


class PersonSkill(Model):
    """A skill of a person, with its evidence."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    skill_id = fields.UUIDField()
    evidence = fields.CharEnumField(Evidence, max_length=12, default=Evidence.DECLARED)
    since = fields.DatetimeField()
    last_used_at = fields.DatetimeField(null=True)

    class Meta:
        table = "person_skills"
        unique_together = (("account_id", "person_id", "skill_id"),)
        indexes = [Index(fields=("account_id", "skill_id", "person_id"), name="person_skills_skill")]


class OrganizationNode(Model):
    """A part of the account's organization: national, state, chapter; with the region it stands for."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    parent_id = fields.UUIDField(null=True)
    level = fields.CharField(max_length=12)
    name = fields.CharField(max_length=120)
    region_id = fields.UUIDField(null=True)
    region_path = fields.CharField(max_length=120, default="")
    created_at = fields.DatetimeField()

    class Meta:
        table = "organization_nodes"
        unique_together = (("account_id", "parent_id", "name"),)


class Membership(Model):
    """A role of a person in a node of the organization, over a subtree of regions. `region_path` empty: everywhere."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    role = fields.CharEnumField(Role, max_length=12)
    node_id = fields.UUIDField(null=True)
    region_path = fields.CharField(max_length=120, default="")
    team_id = fields.UUIDField(null=True)
    created_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        table = "memberships"
        indexes = [Index(fields=("account_id", "person_id"), name="memberships_person")]


class PastHome(Model):
    """
    Where somebody was at home until they moved, or changed their team: work that was done by then and comes in late
    counts there (`rules.md` G15). Joining a first team is no such change.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    until = fields.DatetimeField()
    region_id = fields.UUIDField()
    team_id = fields.UUIDField(null=True)
    time_zone = fields.CharField(max_length=64)

    class Meta:
        table = "past_homes"
        indexes = [Index(fields=("account_id", "person_id", "until"), name="past_homes_person")]


class Team(Model):
    """A neighbourhood team of 5 to 15 people."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    name = fields.CharField(max_length=80)
    region_id = fields.UUIDField()
    region_path = SortedField(max_length=120)
    latitude = fields.FloatField(null=True)
    longitude = fields.FloatField(null=True)
    member_count = fields.SmallIntField(default=0)
    created_at = fields.DatetimeField()

    class Meta:
        table = "teams"
        indexes = [Index(fields=("account_id", "region_path"), name="teams_region")]


class Consent(Model):
    """One decision of a person about one purpose and channel. Append-only: the latest row counts."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    purpose = fields.CharEnumField(Purpose, max_length=16)
    channel = fields.CharEnumField(Channel, max_length=8)
    granted = fields.BooleanField()
    wording_version = fields.SmallIntField()
    source = fields.CharField(max_length=20)
    at = fields.DatetimeField()

    class Meta:
        table = "consents"
        indexes = [Index(fields=("account_id", "person_id", "purpose", "channel", "at", "id"), name="consents_person")]


class GreetingLease(Model):
    """
    A newcomer in the hands of one greeter until `leased_until`: one row per newcomer, so that nobody is given twice.

    `result` is that of the last attempt of this greeter; `attempts` counts those of all.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    greeter_person_id = fields.UUIDField(null=True)
    leased_at = fields.DatetimeField()
    leased_until = fields.DatetimeField()
    result = fields.CharEnumField(GreetingResult, max_length=12, null=True)
    recorded_at = fields.DatetimeField(null=True)
    attempts = fields.SmallIntField(default=0)

    class Meta:
        table = "greeting_leases"
        unique_together = (("account_id", "person_id"),)
        indexes = [Index(fields=("account_id", "greeter_person_id", "leased_until"), name="greeting_leases_greeter")]


class SignInRequest(Model):
    """
    A magic link and its six-digit code. The secrets are derived from the id and never stored. `browser_hash` binds the
    link to the browser that asked; elsewhere the code is needed. `unbound` links work anywhere: development only.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField(null=True)
    email_key = fields.CharField(max_length=254)
    browser_hash = fields.CharField(max_length=64, null=True)
    unbound = fields.BooleanField(default=False)
    wrong_codes = fields.SmallIntField(default=0)
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)

    class Meta:
        table = "sign_in_requests"
        indexes = [Index(fields=("account_id", "email_key", "created_at"), name="sign_in_requests_email")]


class Session(Model):
    """A signed-in browser or phone, or an organizer's API token. Only hashes of its secrets are stored."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    kind = fields.CharEnumField(SessionKind, max_length=10)
    name = fields.CharField(max_length=80, default="")
    token_hash = fields.CharField(max_length=64)
    refresh_hash = fields.CharField(max_length=64, null=True)
    previous_refresh_hash = fields.CharField(max_length=64, null=True)
    permissions: list[str] = ArrayField("text", default=list)
    created_at = fields.DatetimeField()
    last_seen_at = fields.DatetimeField()
    access_expires_at = fields.DatetimeField(null=True)
    expires_at = fields.DatetimeField()
    revoked_at = fields.DatetimeField(null=True)

    class Meta:
        table = "sessions"
        unique_together = (("account_id", "token_hash"), ("account_id", "refresh_hash"))
        indexes = [Index(fields=("account_id", "person_id"), name="sessions_person")]


class Import(Model):
    """One file that was taken in; everything it made carries its id, so that it can be undone as a whole."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    subject = fields.CharField(max_length=12)
    digest = fields.CharField(max_length=64)
    mapping: dict[str, Any] = fields.JSONField()
    counts: dict[str, Any] = fields.JSONField()
    started_at = fields.DatetimeField()
    finished_at = fields.DatetimeField(null=True)
    undone_at = fields.DatetimeField(null=True)

    class Meta:
        table = "imports"
        indexes = [Index(fields=("account_id", "digest"), name="imports_digest")]


class ErasureCertificate(Model):
    """Proof that somebody was erased: when, and how many rows of which table; nothing that says who."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    erased_at = fields.DatetimeField()
    counts: dict[str, Any] = fields.JSONField()

    class Meta:
        table = "erasure_certificates"


class ErasedAddress(Model):
    """
    An address or phone number whose owner was erased, as a hash that only our key makes: an import takes nobody in by it.

    It goes when somebody confirms the address themself.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    address_hash = fields.CharField(max_length=64)
    erased_at = fields.DatetimeField()

    class Meta:
        table = "erased_addresses"
        unique_together = (("account_id", "address_hash"),)
