"""A webhook is believed by its signature alone: fresh, unchanged, once."""

from datetime import UTC, datetime, timedelta

import pytest

from models.kernel import clock, webhooks
from models.kernel.tables import Account, WebhookReceipt
from models.kernel.webhooks import FRESH, AlreadyTaken, SignatureWrong

SECRET = "a secret that a provider shares with us"
NOW = datetime(2026, 11, 22, 17, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_a_signature_is_good_for_five_minutes() -> None:
    for away in (-FRESH, timedelta(0), FRESH):
        with clock.freeze(NOW):
            webhooks.ensure_genuine(SECRET, b"body", webhooks.sign(SECRET, b"body", NOW + away))


@pytest.mark.parametrize(
    "header",
    [
        "",
        "v1=00",
        webhooks.sign("a secret that somebody else made up", b"body", NOW),
        webhooks.sign(SECRET, b"body!", NOW),
        webhooks.sign(SECRET, b"body", NOW - FRESH - SECOND),
        webhooks.sign(SECRET, b"body", NOW + FRESH + SECOND),
        webhooks.sign(SECRET, b"body", NOW).replace("t=1", "t=2"),
        webhooks.sign(SECRET, b"body", NOW) + "0",
        "t=999999999999,v1=" + "0" * 64,
    ],
)
def test_forged_changed_and_old_ones_are_refused(header: str) -> None:
    with clock.freeze(NOW), pytest.raises(SignatureWrong):
        webhooks.ensure_genuine(SECRET, b"body", header)


async def test_a_request_is_taken_once(account: Account) -> None:
    await webhooks.take_once(account.id, "one")
    await webhooks.take_once(account.id, "two")
    with pytest.raises(AlreadyTaken):
        await webhooks.take_once(account.id, "one")
    assert await WebhookReceipt.filter(account_id=account.id).count() == 2


async def test_receipts_are_forgotten_after_a_month(account: Account) -> None:
    with clock.freeze(NOW):
        await webhooks.take_once(account.id, "one")
    with clock.freeze(NOW + timedelta(days=32)):
        await webhooks.take_once(account.id, "two")
    assert await WebhookReceipt.filter(account_id=account.id).count() == 1
