"""What others call kinds of work."""

import pytest

from models.activity.imports.vocabulary import read_kind, was_missed
from models.activity.tables import ActivityKind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("PHONE_BANK", ActivityKind.PHONE_BANK),
        ("Phone Bank", ActivityKind.PHONE_BANK),
        ("phone banking", ActivityKind.PHONE_BANK),
        ("Canvass 01", ActivityKind.CANVASS),
        ("Student Voter Registration Drive", ActivityKind.VOTER_REGISTRATION),
        ("VOTER_REG", ActivityKind.VOTER_REGISTRATION),
        ("LITERATURE_DROP_OFF", ActivityKind.LITERATURE_DROP),
        ("FRIEND_TO_FRIEND_OUTREACH", ActivityKind.FRIEND_TO_FRIEND),
        ("Postcard to voters", ActivityKind.LETTER_WRITING),
        ("OTHER", None),
        ("", None),
    ],
)
def test_reads_kinds(text: str, kind: ActivityKind | None) -> None:
    assert read_kind(text) is kind


@pytest.mark.parametrize("kind", list(ActivityKind))
def test_knows_our_own_names(kind: ActivityKind) -> None:
    assert read_kind(kind.value) is kind
    assert read_kind(kind.name) is kind


@pytest.mark.parametrize(
    ("status", "attended", "missed"),
    [
        ("No Show", "", True),
        ("CANCELLED", "", True),
        ("Left Msg", "", True),
        ("REGISTERED", "false", True),
        ("", "No", True),
        ("Completed", "", False),
        ("Confirmed", "true", False),
        ("accepted", "", False),
        ("", "", False),
    ],
)
def test_who_did_not_come_has_done_nothing(status: str, attended: str, missed: bool) -> None:
    assert was_missed(status, attended) is missed
