"""Why nothing is sent to somebody, on their privacy page."""

from tests.web.conftest import Browser

SINCE = "2026-11-28T10:00:00+00:00"


def test_the_privacy_page_says_why_an_address_is_silent(volunteer: Browser) -> None:
    volunteer.site.answers["me"]["suppressedAddresses"] = [
        {"channel": "EMAIL", "reason": "BOUNCED", "status": "5.1.1", "since": SINCE},
        {"channel": "SMS", "reason": "BOUNCED", "status": "30005", "since": SINCE},
    ]
    text = volunteer.get("/privacy").text
    assert "We have sent you no e-mails since" in text
    assert text.count("Messages came back: nobody is reached there.") == 2
    assert "5.1.1" in text
    assert "30005" not in text
    assert text.count("Sign in once by a mail to this address, and it works again.") == 1


def test_the_privacy_page_is_silent_about_addresses_that_work(volunteer: Browser) -> None:
    assert "Messages came back" not in volunteer.get("/privacy").text
