"""The ledger: who did what, when, where, worth what. Append-only; people appear under their `ledger_id` alone."""

from enum import StrEnum
from typing import Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model


class ActivityKind(StrEnum):
    """The movement's common vocabulary, and the work that others forget."""

    CANVASS = "canvass"
    PHONE_BANK = "phone_bank"
    TEXT_BANK = "text_bank"
    MEETING = "meeting"
    COMMUNITY = "community"
    FUNDRAISER = "fundraiser"
    HOUSE_PARTY = "house_party"
    VOTER_REGISTRATION = "voter_registration"
    TRAINING = "training"
    FRIEND_TO_FRIEND = "friend_to_friend"
    RALLY = "rally"
    SIGNATURE_GATHERING = "signature_gathering"
    CARPOOL = "carpool"
    LETTER_WRITING = "letter_writing"
    LITERATURE_DROP = "literature_drop"
    VISIBILITY = "visibility"
    WORKSHOP = "workshop"
    CHILDCARE = "childcare"
    TRANSLATION = "translation"
    DATA_ENTRY = "data_entry"
    COOKING = "cooking"
    DESIGN = "design"
    DRIVING = "driving"
    GREETING = "greeting"
    MENTORING = "mentoring"


class Source(StrEnum):
    """How an activity came in."""

    WEB = "web"
    MOBILE = "mobile"
    CHECK_IN = "check_in"
    ORGANIZER = "organizer"
    IMPORT = "import"
    REPLAY = "replay"


class Verdict(StrEnum):
    """What a review says of an activity; the latest counts."""

    CORROBORATED = "corroborated"
    REVERSED = "reversed"
    RESTORED = "restored"


class CorrectionReason(StrEnum):
    """Why an activity was corrected. A fixed list: the ledger holds no free text."""

    MISTYPED = "mistyped"
    WRONG_KIND = "wrong_kind"
    WRONG_TIME = "wrong_time"
    COUNTED_TWICE = "counted_twice"
    DID_NOT_HAPPEN = "did_not_happen"
    OTHER = "other"
    IMPORT_UNDONE = "import_undone"


class ReviewReason(StrEnum):
    """Why an activity was judged as it was. A fixed list: the ledger holds no free text."""

    SEEN = "seen"
    TALKED_IT_OVER = "talked_it_over"
    NOT_PLAUSIBLE = "not_plausible"
    COUNTED_TWICE = "counted_twice"
    DID_NOT_HAPPEN = "did_not_happen"
    REVIEWED_IN_ERROR = "reviewed_in_error"


class Concern(StrEnum):
    """What about an activity asks for somebody to look at it (`rules/plausibility.py`)."""

    RATE = "rate"
    DISTANCE = "distance"
    BURST = "burst"
    DUPLICATE = "duplicate"


class EntryReason(StrEnum):
    """Why a ledger entry was written."""

    SCORED = "scored"
    ADJUSTED = "adjusted"
    CORRECTED = "corrected"
    REVERSED = "reversed"
    FLAGGED = "flagged"
    RECOMPUTED = "recomputed"


class Activity(Model):
    """
    One revision of one piece of work. The highest revision of a `client_key` counts; none is ever overwritten.

    `quantity` counts units (doors, calls, meals …), `minutes` its length. Region and team are those of its maker at
    that time; `local_date` is fixed once, in the maker's home zone (or the shift's). `reason_code` says why a revision
    above the first was made.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    ledger_id = fields.UUIDField()
    client_key = fields.CharField(max_length=64)
    revision = fields.SmallIntField(default=0)
    kind = fields.CharEnumField(ActivityKind, max_length=20)
    quantity = fields.IntField()
    minutes = fields.SmallIntField()
    started_at = fields.DatetimeField()
    local_date = fields.DateField()
    region_id = fields.UUIDField()
    team_id = fields.UUIDField(null=True)
    shift_id = fields.UUIDField(null=True)
    source = fields.CharEnumField(Source, max_length=10)
    voided = fields.BooleanField(default=False)
    reason_code = fields.CharEnumField(CorrectionReason, max_length=20, null=True)
    import_id = fields.UUIDField(null=True)
    recorded_at = fields.DatetimeField()

    class Meta:
        table = "activities"
        unique_together = (("account_id", "ledger_id", "client_key", "revision"),)
        indexes = [
            Index(fields=("account_id", "local_date", "ledger_id"), name="activities_day"),
            Index(fields=("account_id", "import_id"), name="activities_import"),
        ]


class ActivityReview(Model):
    """
    A decision of a person about an activity: corroborated, reversed, restored. Append-only; the highest `number` counts.

    It was made when `revision` was the highest: what is corroborated is that revision and no later one.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    ledger_id = fields.UUIDField()
    client_key = fields.CharField(max_length=64)
    number = fields.SmallIntField()
    revision = fields.SmallIntField()
    verdict = fields.CharEnumField(Verdict, max_length=12)
    reason_code = fields.CharEnumField(ReviewReason, max_length=20)
    by_ledger_id = fields.UUIDField(null=True)
    at = fields.DatetimeField()

    class Meta:
        table = "activity_reviews"
        unique_together = (("account_id", "ledger_id", "client_key", "number"),)


class ActivityFlag(Model):
    """
    Something about a revision asks for a person to look at it. Open until an organizer has judged the activity.

    `measured` stands against `bound`: units an hour, kilometres, pieces of work within an hour, others who logged the
    same. Derived from the ledger as long as it is open; once decided it stays as it is.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    ledger_id = fields.UUIDField()
    client_key = fields.CharField(max_length=64)
    revision = fields.SmallIntField()
    concern = fields.CharEnumField(Concern, max_length=10)
    measured = fields.IntField()
    bound = fields.IntField()
    found_at = fields.DatetimeField()
    decided_at = fields.DatetimeField(null=True)

    class Meta:
        table = "activity_flags"
        unique_together = (("account_id", "ledger_id", "client_key", "revision", "concern"),)
        indexes = [Index(fields=("account_id", "decided_at", "found_at"), name="activity_flags_open")]


class LedgerEntry(Model):
    """Points given (or taken back: negative) for one activity, in thousandths, by one version of the formula."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    ledger_id = fields.UUIDField()
    client_key = fields.CharField(max_length=64)
    local_date = fields.DateField()
    kind = fields.CharEnumField(ActivityKind, max_length=20)
    region_id = fields.UUIDField()
    team_id = fields.UUIDField(null=True)
    points = fields.BigIntField()
    formula_version = fields.SmallIntField()
    reason = fields.CharEnumField(EntryReason, max_length=10)
    recorded_at = fields.DatetimeField()

    class Meta:
        table = "ledger_entries"
        indexes = [Index(fields=("account_id", "ledger_id", "local_date"), name="ledger_entries_day")]


class ActivityNote(Model):
    """What a person wrote about an activity. Not part of the ledger: it goes when the person is erased."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    client_key = fields.CharField(max_length=64)
    text = fields.CharField(max_length=500)

    class Meta:
        table = "activity_notes"
        unique_together = (("account_id", "person_id", "client_key"),)


class Formula(Model):
    """A version of the scoring formula: data, published as a card. It scores the local dates from `valid_from` on."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    version = fields.SmallIntField()
    body: dict[str, Any] = fields.JSONField()
    valid_from = fields.DateField()
    created_at = fields.DatetimeField()

    class Meta:
        table = "formulas"
        unique_together = (("account_id", "version"),)
