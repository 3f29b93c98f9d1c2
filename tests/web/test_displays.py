"""Live displays: what a stream brings, to whom, and from where it may be watched."""

import json
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest

from tests.web import harness
from tests.web.harness import Site
from web import broadcast, cookies, watching
from web.endpoints import displays

SIGNED_IN = f"{cookies.SESSION}={harness.SIGNED_IN}"


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(broadcast, "TICK", 0.01)
    monkeypatch.setattr(watching, "LONGEST_STREAM", 0.3)
    monkeypatch.setattr(displays, "changes", _always)
    yield
    assert displays._broadcasts == {}


async def _always(*_: Any) -> AsyncIterator[None]:
    while True:
        yield None


async def get(site: Site, path: str, **headers: str) -> httpx.Response:
    """What is answered; a stream until it ends by itself."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(site.app()), base_url="http://localhost") as client:
        return await client.get(path, headers=headers)


def parts_of(text: str) -> dict[str, Any]:
    """The parts that the first event of a stream brings."""
    line = next(line for line in text.splitlines() if line.startswith("data: "))
    found: dict[str, Any] = json.loads(line.removeprefix("data: "))
    return found


async def test_the_stream_brings_the_standings(site: Site) -> None:
    answer = await get(site, "/display/region/week/stream")
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.text.startswith("retry: ")
    board = parts_of(answer.text)["board"]
    assert "Kings County" in board
    assert "standing--mine" not in board


async def test_a_region_shows_league_team_and_who_agreed_to_be_named(site: Site) -> None:
    parts = parts_of((await get(site, "/display/US-NY/stream")).text)
    assert list(parts) == ["league", "matches", "team", "map", "ticker"]
    assert "New York County" in parts["league"]
    assert "likely 40.9 to 49.3" in parts["league"]
    assert "East River" in parts["team"]
    assert re.findall(r"map__area--(\d)\" d=\"[^\"]*\"><title>([^<]*)", parts["map"]) == [
        ("5", "Kings County: 48.2"),
        ("1", "Erie County: 31.9"),
        ("0", "Lewis County"),
    ]
    assert "Amina H." in parts["ticker"]
    assert "A hundred talks" in parts["ticker"]
    assert "Joint target: " in parts["matches"]
    assert re.findall(r"data-page( hidden)?", parts["league"]) == ["", " hidden", " hidden"]


async def test_a_stream_does_not_depend_on_who_is_signed_in(site: Site) -> None:
    page = (await get(site, "/display/region/week", Cookie=SIGNED_IN)).text
    assert "standing--mine" in page
    assert "standing--mine" not in (await get(site, "/display/region/week/stream", Cookie=SIGNED_IN)).text


async def test_other_sites_may_watch_without_cookies(site: Site) -> None:
    headers = (await get(site, "/display/US-NY/stream")).headers
    assert headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in headers


async def test_whoever_comes_back_to_the_same_frame_is_sent_nothing(site: Site) -> None:
    first = (await get(site, "/display/US-NY/stream")).text
    known = next(line for line in first.splitlines() if line.startswith("id: ")).removeprefix("id: ")
    again = (await get(site, "/display/US-NY/stream", **{"Last-Event-ID": known})).text
    assert "event: frame" in first
    assert "event: frame" not in again
    assert "event: frame" not in (await get(site, f"/display/US-NY/stream?known={known}")).text


async def test_the_language_is_in_the_address(site: Site) -> None:
    page = (await get(site, "/display/US-NY?language=ar")).text
    assert '<html lang="ar" dir="rtl"' in page
    assert 'data-stream="/display/US-NY/stream?language=ar"' in page
    ticker = parts_of((await get(site, "/display/US-NY/stream?language=ar")).text)["ticker"]
    assert "من فعل ماذا هذا الأسبوع" in ticker


async def test_an_unknown_region_has_no_stream_and_is_not_asked_for_again(site: Site) -> None:
    site.faults["Display"] = "NOT_FOUND"
    assert (await get(site, "/display/region/week/stream?region=nowhere")).status_code == 404
    assert [name for name, _ in site.executed] == ["Display"]


async def test_unknown_boards_and_regions_have_no_stream(site: Site) -> None:
    site.answers["display"] = None
    assert (await get(site, "/display/region/century/stream")).status_code == 404
    assert (await get(site, "/display/US-XX/stream")).status_code == 404
    assert (await get(site, "/display/US-XX")).status_code == 404


async def test_when_too_much_is_watched_others_are_asked_to_come_later(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(displays, "MOST_BROADCASTS", 0)
    answer = await get(site, "/display/US-NY/stream")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
    assert site.executed == []
