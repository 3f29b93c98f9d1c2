"""Signed links: only ours, only for their purpose."""

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.asks import links
from models.asks.errors import LinkUnknown

ACCOUNT, ASK = UUID(int=1), UUID(int=2)


def test_a_link_names_its_row() -> None:
    assert links.read(links.ASK, links.sign(links.ASK, ACCOUNT, ASK)) == (ACCOUNT, ASK)


def test_a_link_for_another_purpose_is_unknown() -> None:
    with pytest.raises(LinkUnknown):
        links.read(links.ASK, links.sign("calendar", ACCOUNT, ASK))


@settings(deadline=None)
@given(st.integers(0, 63), st.sampled_from("AZaz09-_"))
def test_a_changed_link_is_unknown(position: int, letter: str) -> None:
    token = links.sign(links.ASK, ACCOUNT, ASK)
    forged = token[:position] + letter + token[position + 1 :]
    if forged != token:
        with pytest.raises(LinkUnknown):
            links.read(links.ASK, forged)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_nonsense_is_unknown_and_never_a_crash(token: str) -> None:
    with pytest.raises(LinkUnknown):
        links.read(links.ASK, token)
