"""What moves: the display, the search for people and places."""

from copy import deepcopy

from playwright.sync_api import BrowserContext, expect

from tests.web.browser.conftest import Served, sign_in
from tests.web.harness import ORGANIZER, SIGNED_IN


def test_the_display_changes_by_itself(window: BrowserContext, served: Served) -> None:
    before = served.site.answers["leaderboard"]
    page = window.new_page()
    page.goto("/display/region/week")
    expect(page.locator("#live")).to_have_text("Live")
    expect(page.locator(".standing").first).to_contain_text("Kings County")
    after = deepcopy(before)
    after["rows"][0]["name"], after["rows"][1]["name"] = after["rows"][1]["name"], after["rows"][0]["name"]
    served.site.answers["leaderboard"] = after
    expect(page.locator(".standing").first).to_contain_text("New York County")
    served.site.answers["leaderboard"] = before
    expect(page.locator(".standing").first).to_contain_text("Kings County")


def test_a_postal_code_shows_its_place_while_typing(window: BrowserContext, served: Served) -> None:
    page = window.new_page()
    page.goto("/join")
    with page.expect_response(lambda answer: "postalCode=10009" in answer.url):
        page.get_by_label("Postal code or town").press_sequentially("10009")
    expect(page.get_by_text("New York City, NY 10009")).to_be_visible()
    asked = [given for name, given in served.site.executed if name == "Places"]
    assert asked[-1] == {"country": "US", "search": "10009"}


def test_people_are_filtered_without_leaving_the_page(window: BrowserContext, served: Served) -> None:
    sign_in(window, served.address, ORGANIZER)
    page = window.new_page()
    page.goto("/organize/people")
    with page.expect_response(lambda answer: "search=Amina" in answer.url):
        page.get_by_label("Name", exact=True).press_sequentially("Amina")
    expect(page.get_by_role("link", name="Amina Haddad")).to_be_visible()
    page.wait_for_url("**search=Amina**")
    asked = [given for name, given in served.site.executed if name == "People"]
    assert asked[-1]["filter"] == {"search": "Amina"}


def test_skills_are_found_while_typing_and_added(window: BrowserContext, served: Served) -> None:
    sign_in(window, served.address, SIGNED_IN)
    page = window.new_page()
    page.goto("/profile")
    page.get_by_label("Search for a skill").press_sequentially("drive")
    page.get_by_role("button", name="+ drive vans").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert served.site.mutations[-1] == ("MeUpdate", {"skillIds": ["S1", "S3"]})


def test_the_theme_can_be_switched(window: BrowserContext, served: Served) -> None:
    page = window.new_page()
    page.goto("/")
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
