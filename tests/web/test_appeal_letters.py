"""The letter of an appeal's preview: HTML in a frame, for organizers alone, and nothing in it runs or leads anywhere."""

from tests.web.conftest import Browser

PATH = "/organize/appeals/AP1/letter?reader=1&letter=ar"


def test_an_organizer_sees_the_letter_of_the_chosen_reader(organizer: Browser) -> None:
    letter = organizer.get(PATH)
    assert (letter.status_code, letter.text) == (200, "<p>Hello Ada,</p>\n<p>We need you on Saturday.</p>")
    assert letter.headers["content-type"].startswith("text/html")
    assert letter.headers["cache-control"] == "no-store"
    policy = letter.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert policy.endswith("frame-ancestors 'self'; sandbox")
    assert organizer.site.executed == [("AppealLetter", {"id": "AP1", "reader": 1, "language": "ar"})]


def test_once_it_is_released_there_is_none(organizer: Browser) -> None:
    organizer.site.answers["appeal"] |= {"preview": None}
    assert organizer.get(PATH).status_code == 404
    organizer.site.answers["appeal"] = None
    assert organizer.get(PATH).status_code == 404


def test_others_are_turned_away_before_anything_is_read(browser: Browser) -> None:
    assert (browser.get(PATH).status_code, browser.get(PATH).headers["location"]) == (303, "/sign-in")
    browser.sign_in()
    assert browser.get(PATH).status_code == 403
    assert browser.site.executed == []


def test_html_and_plain_text_stand_side_by_side(organizer: Browser) -> None:
    page = organizer.get("/organize/appeals/AP1").text
    both = page.partition('aria-labelledby="as-read"')[2].partition("</section>")[0]
    assert both.index('class="columns columns--even"') < both.index("<iframe") < both.index("Hello Ada,")
    assert "<details" not in both
