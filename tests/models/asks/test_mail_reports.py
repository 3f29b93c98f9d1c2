"""What comes back about mail is read, and only what is about a message of ours."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.asks.channels.mail_reports import MailReport, ReportKind, read_report
from models.asks.rules.bounces import is_address_dead
from tests.models.asks.bounces import write_bounce, write_complaint

ID = UUID("019ac1f2-7a30-7c11-8a52-3f1b2c4d5e6f")
OURS = f"<{ID}@campaign.example>"


@pytest.mark.parametrize("original", ["text/rfc822-headers", "message/rfc822"])
def test_a_bounce_names_our_message_and_says_why(original: str) -> None:
    assert read_report(write_bounce(OURS, original=original)) == MailReport(ReportKind.BOUNCED, ID, "5.1.1")


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_what_may_still_arrive_is_no_bounce(action: str) -> None:
    assert read_report(write_bounce(OURS, action=action)) is None


def test_a_bounce_without_a_status_is_a_bounce() -> None:
    assert read_report(write_bounce(OURS, status="who knows")) == MailReport(ReportKind.BOUNCED, ID, "5.0.0")


@pytest.mark.parametrize("kind", ["abuse", "Fraud", "opt-out"])
def test_a_complaint_names_our_message(kind: str) -> None:
    assert read_report(write_complaint(OURS, kind)) == MailReport(ReportKind.COMPLAINED, ID)


@pytest.mark.parametrize("kind", ["not-spam", "auth-failure", "virus"])
def test_other_feedback_is_no_complaint(kind: str) -> None:
    assert read_report(write_complaint(OURS, kind)) is None


@pytest.mark.parametrize("message_id", ["<x@campaign.example>", "", f"<{ID}>", f"{ID}@campaign.example"])
def test_a_report_about_no_message_of_ours_is_none(message_id: str) -> None:
    assert read_report(write_bounce(message_id)) is None
    assert read_report(write_complaint(message_id)) is None


def test_an_ordinary_answer_is_no_report() -> None:
    assert read_report(f"From: ada@example.org\nIn-Reply-To: {OURS}\n\nHello, {OURS}".encode()) is None


@given(st.binary(max_size=300), st.integers(0, 900), st.integers(0, 900))
def test_whatever_comes_is_read_or_is_none(noise: bytes, start: int, end: int) -> None:
    broken = write_bounce(OURS)
    found = read_report(broken[:start] + noise + broken[end:])
    assert found is None or found.delivery_id == ID


@pytest.mark.parametrize("status", ["5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"])
def test_an_address_is_dead_where_nobody_is(status: str) -> None:
    assert is_address_dead(status)


@pytest.mark.parametrize("status", ["4.1.1", "5.2.2", "5.7.1", "5.0.0", "5.1.8", "5.1.11", "5.1.1.1", ""])
def test_an_address_is_not_dead_for_what_may_change(status: str) -> None:
    assert not is_address_dead(status)
