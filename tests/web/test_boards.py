"""The page of the boards: what it asks for, and what it says."""

import pytest

from tests.web.conftest import Browser


def asked(browser: Browser, query: str) -> dict[str, object]:
    answer = browser.get(f"/boards{query}")
    assert answer.status_code == 200
    ((name, variables),) = browser.site.executed
    assert name == "Boards"
    return dict(variables)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"kind": "REGION", "window": "WEEK", "fair": True, "view": "FAIR", "league": None}),
        (
            "?kind=region&window=season&view=per_head",
            {"kind": "REGION", "window": "SEASON", "fair": True, "view": "PER_HEAD", "league": None},
        ),
        ("?league=2", {"kind": "REGION", "window": "WEEK", "fair": True, "view": "FAIR", "league": 2}),
        ("?league=two", {"kind": "REGION", "window": "WEEK", "fair": True, "view": "FAIR", "league": None}),
        ("?window=day", {"kind": "REGION", "window": "DAY", "fair": False, "view": "FAIR", "league": None}),
        ("?kind=team", {"kind": "TEAM", "window": "WEEK", "fair": False, "view": "FAIR", "league": None}),
    ],
)
def test_what_a_page_asks_for(browser: Browser, query: str, expected: dict[str, object]) -> None:
    assert asked(browser, query) == expected


def test_an_order_that_does_not_exist_is_no_page(browser: Browser) -> None:
    assert browser.get("/boards?view=luck").status_code == 404
    assert browser.site.executed == []


def test_regions_stand_fairly_and_the_page_says_why(browser: Browser) -> None:
    text = str(browser.get("/boards").text)
    assert "Small and large regions can win" in text
    assert "shown: points per active volunteer" in text
    assert "likely 40.9 to 49.3" in text
    for view in ("fair", "total", "per_head", "improvement"):
        assert f'href="?kind=region&amp;window=week&amp;view={view}"' in text
    assert 'href="?kind=region&amp;window=week&amp;view=fair&amp;league=3"' in text
