"""Work that is logged without signal is kept, and sent once."""

from playwright.sync_api import BrowserContext, Page, expect

from tests.web.browser.conftest import Served, sign_in
from tests.web.harness import SIGNED_IN


def logged(served: Served) -> list[dict[str, object]]:
    """What the API was told."""
    return [given for name, given in served.site.mutations if name == "ActivityLog"]


def open_log(window: BrowserContext, served: Served) -> Page:
    """The form, with the service worker in charge of it."""
    sign_in(window, served.address, SIGNED_IN)
    page = window.new_page()
    page.goto("/log")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    return page


def test_it_is_kept_and_sent_once(window: BrowserContext, served: Served) -> None:
    page = open_log(window, served)
    window.set_offline(True)
    page.get_by_label("Phone banking", exact=True).check()
    page.get_by_role("button", name="Log it").click()
    expect(page.get_by_role("heading", name="Kept. Thank you!")).to_be_visible()
    assert logged(served) == []

    page.get_by_role("link", name="Log more").click()
    expect(page.get_by_role("heading", name="Log work")).to_be_visible()
    page.get_by_label("Cooking", exact=True).check()
    page.get_by_role("button", name="Log it").click()
    expect(page.get_by_role("heading", name="Kept. Thank you!")).to_be_visible()
    assert logged(served) == []

    window.set_offline(False)
    expect(page.locator("#kept")).to_have_text("What was kept has been sent.")
    page.goto("/log")
    expect(page.locator("#kept-notice")).to_be_hidden()
    page.reload()
    page.goto("/")
    sent = logged(served)
    assert sorted(given["kind"] for given in sent) == ["COOKING", "PHONE_BANK"]
    assert len({given["clientKey"] for given in sent}) == 2
    assert all(given["startedAt"] for given in sent)


def test_what_is_refused_stays_and_is_said(window: BrowserContext, served: Served) -> None:
    page = open_log(window, served)
    window.set_offline(True)
    page.get_by_role("button", name="Log it").click()
    expect(page.get_by_role("heading", name="Kept. Thank you!")).to_be_visible()
    served.site.faults["ActivityLog"] = "INTERNAL"
    window.set_offline(False)
    page.goto("/log")
    expect(page.locator("#kept-notice")).to_be_visible()
    expect(page.locator("#kept-count")).to_have_text("1")
    del served.site.faults["ActivityLog"]
    page.get_by_role("button", name="Send now").click()
    expect(page.locator("#kept-notice")).to_be_hidden()
    assert len({str(given["clientKey"]) for given in logged(served)}) == 1


def test_pages_that_need_the_network_say_so(window: BrowserContext, served: Served) -> None:
    page = open_log(window, served)
    window.set_offline(True)
    page.goto("/boards")
    expect(page.get_by_role("heading", name="No signal out here")).to_be_visible()


def test_signing_out_takes_the_kept_form_away(window: BrowserContext, served: Served) -> None:
    page = open_log(window, served)
    page.goto("/profile")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out. See you soon!")).to_be_visible()
    window.set_offline(True)
    page.goto("/log")
    expect(page.get_by_role("heading", name="No signal out here")).to_be_visible()
