"""The desk of the formula."""

from tests.web.conftest import Browser

DRAFT = '{"daily_cap": 1000}'


def test_a_draft_is_tried_and_stays_in_its_field(organizer: Browser) -> None:
    sent = {"body": DRAFT, "first": "2026-03-01", "last": "2026-03-31"}
    answer = organizer.send("/organize/formula/preview", "/organize/formula", **sent)
    assert answer.status_code == 200
    assert "Who would gain, who would lose" in answer.text
    assert '<td class="number" data-label="gain">90</td>' in answer.text
    assert '"daily_cap": 1000' in answer.text
    assert 'value="2026-03-31"' in answer.text


def test_what_is_no_json_is_sent_back_with_the_place_marked(organizer: Browser) -> None:
    answer = organizer.send(
        "/organize/formula/preview", "/organize/formula", body="{,", first="2026-03-01", last="2026-03-31"
    )
    assert answer.status_code == 422
    assert 'id="body-problem"' in answer.text
    assert "This is not JSON." in answer.text
    assert organizer.site.mutations == []


def test_a_draft_is_published(organizer: Browser) -> None:
    sent = {"body": DRAFT, "validFrom": "2026-12-01"}
    answer = organizer.send("/organize/formula", "/organize/formula", **sent)
    assert answer.headers["location"] == "/organize/formula?done=formula_published"
    assert organizer.site.mutations == [
        ("FormulaPublish", {"body": {"daily_cap": 1000}, "validFrom": "2026-12-01"}),
    ]
