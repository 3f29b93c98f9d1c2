"""A region's standings elsewhere: on other sites, as a picture, on screens with a link of their own."""

import asyncio
import io
import struct
from typing import Any

import httpx
import pytest

from tests.web import harness
from tests.web.conftest import Browser
from tests.web.harness import Site
from web import broadcast, cookies, watching
from web.endpoints import displays, kiosks, pictures

TOKEN = "told-once"


@pytest.fixture
def links(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The links that work, with the region of each; forgetting one ends it."""
    working = {TOKEN: "US-NY"}

    async def kiosk_region(_: object, token: str) -> str | None:
        return working.get(token)

    monkeypatch.setattr(kiosks, "kiosk_region", kiosk_region)
    return working


async def get(site: Site, path: str) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(site.app()), base_url="http://localhost") as client:
        return await client.get(path)


def test_an_embed_may_be_framed_anywhere_and_is_sandboxed_by_itself(browser: Browser) -> None:
    headers = browser.get("/embed/US-NY").headers
    assert "frame-ancestors *" in headers["content-security-policy"]
    assert "sandbox allow-scripts allow-popups" in headers["content-security-policy"]
    assert "x-frame-options" not in headers
    for path in ("/display/US-NY", "/boards", "/organize"):
        elsewhere = browser.get(path).headers
        assert "frame-ancestors 'none'" in elsewhere["content-security-policy"]
        assert elsewhere["x-frame-options"] == "DENY"


def test_an_embed_reads_and_sets_no_cookie(volunteer: Browser) -> None:
    volunteer.client.cookies.set(cookies.LANGUAGE, "pl")
    answer = volunteer.get("/embed/US-NY")
    assert '<html lang="en"' in answer.text
    assert "set-cookie" not in answer.headers
    assert "standing--mine" not in answer.text
    assert "Kings County" in answer.text


def test_what_an_embed_needs_may_be_fetched_from_its_sandbox(browser: Browser) -> None:
    assert browser.get("/static/js/display.js").headers["cross-origin-resource-policy"] == "cross-origin"
    assert browser.get("/boards").headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_picture_of_a_week_is_drawn_once(browser: Browser, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_kept", {})
    answers = [browser.get(f"/share/US-NY/2026-W48.png?language={language}") for _ in range(2)]
    assert [answer.headers["content-type"] for answer in answers] == ["image/png"] * 2
    assert answers[0].headers["cache-control"] == "public, max-age=300"
    assert struct.unpack(">II", io.BytesIO(answers[0].content).getbuffer()[16:24]) == (1200, 630)
    assert answers[0].content == answers[1].content
    assert browser.site.executed == [("SharePicture", {"code": "US-NY", "date": "2026-11-23"})]


def test_no_picture_of_no_region_or_week(browser: Browser) -> None:
    assert browser.get("/share/US-NY/2026-W60.png").status_code == 404
    assert browser.get("/share/US-NY/soon.png").status_code == 404
    browser.site.answers["display"] = None
    assert browser.get("/share/US-XX/2026-W48.png").status_code == 404


def test_arabic_letters_are_joined_and_run_from_right_to_left() -> None:
    def drawn(text: str) -> bytes:
        head = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60" font-family="DejaVu Sans">'
        return pictures.picture_of(f'{head}<text x="10" y="40" font-size="30">{text}</text></svg>')

    assert drawn("بيت") == drawn("\ufe91\ufef4\ufe96"[:3])  # first, middle and last form
    assert drawn("بيت") != drawn("ب\u200cي\u200cت")
    assert drawn("بيت") != drawn("تيب")


def test_a_public_display_names_its_picture_for_whoever_shares_it(browser: Browser) -> None:
    page = browser.get("/display/US-NY").text
    assert '<meta property="og:image" content="http://testserver/share/US-NY/20' in page
    assert '<meta property="og:title" content="New York · Rivers First">' in page


def test_a_link_opens_the_display_of_its_region_until_it_has_ended(browser: Browser, links: dict[str, str]) -> None:
    page = browser.get(f"/kiosk/{TOKEN}")
    assert f'data-stream="/kiosk/{TOKEN}/stream?language=en"' in page.text
    assert (page.headers["cache-control"], page.headers["referrer-policy"]) == ("no-store", "no-referrer")
    links.clear()
    assert browser.get(f"/kiosk/{TOKEN}").status_code == 404
    assert browser.get(f"/kiosk/{TOKEN}/stream").status_code == 404


async def test_a_screen_goes_dark_when_its_link_is_ended(
    site: Site, links: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def always(*_: Any) -> Any:
        while True:
            yield None

    monkeypatch.setattr(broadcast, "TICK", 0.01)
    monkeypatch.setattr(displays, "changes", always)
    monkeypatch.setattr(kiosks, "LOOK_AGAIN", 0.02)
    monkeypatch.setattr(watching, "LONGEST_STREAM", 20.0)
    asyncio.get_running_loop().call_later(0.3, links.clear)
    text = (await get(site, f"/kiosk/{TOKEN}/stream")).text
    assert "event: frame" in text
    assert text.endswith("event: ended\ndata: {}\n\n")


def test_an_organizer_makes_and_ends_links_and_copies_one_line(organizer: Browser) -> None:
    page = organizer.get("/organize/displays").text
    assert '<option value="R1" selected>' in page  # an own region, before one was chosen
    assert "&lt;iframe src=&#34;" in page or '&lt;iframe src="' in page
    assert "Town hall" in page
    made = organizer.send(
        "/organize/displays", "/organize/displays?region=R2", name="Library", days="30", regionId="R2"
    )
    assert organizer.site.mutations == [("KioskLinkCreate", {"name": "Library", "regionId": "R2", "days": 30})]
    assert f"/kiosk/{TOKEN}" in made.text
    organizer.send("/organize/displays/end", "/organize/displays?region=R2", id="SE7")
    assert organizer.site.mutations == [("SessionRevoke", {"id": "SE7"})]


def test_screens_are_no_business_of_volunteers(volunteer: Browser) -> None:
    assert harness.SIGNED_IN in volunteer.client.cookies.values()
    assert volunteer.get("/organize/displays").status_code == 403
