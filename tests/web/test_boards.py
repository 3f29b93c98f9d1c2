"""The page of the boards: what it asks for, and what it says."""

import pytest

from tests.web.conftest import Browser


def asked(browser: Browser, query: str) -> dict[str, object]:
    answer = browser.get(f"/boards{query}")
    assert answer.status_code == 200
    ((name, variables),) = browser.site.executed
    assert name == "Boards"
    return dict(variables)


USUAL = {
    "kind": "REGION",
    "window": "WEEK",
    "fair": True,
    "view": "FAIR",
    "league": None,
    "matches": True,
    "season": False,
    "date": None,
}
SEASON = {"window": "SEASON", "matches": False, "season": True}


@pytest.mark.parametrize(
    ("query", "changes"),
    [
        ("", {}),
        ("?kind=region&window=season&view=per_head", SEASON | {"view": "PER_HEAD"}),
        ("?league=2", {"league": 2}),
        ("?league=two", {}),
        ("?window=day", {"window": "DAY", "fair": False, "matches": False}),
        ("?window=season&on=2026-08-31", SEASON | {"date": "2026-08-31"}),
        ("?kind=team", {"kind": "TEAM", "fair": False, "matches": False}),
    ],
)
def test_what_a_page_asks_for(browser: Browser, query: str, changes: dict[str, object]) -> None:
    assert asked(browser, query) == USUAL | changes


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


def test_a_match_tells_nobody_that_they_lost(browser: Browser) -> None:
    text = str(browser.get("/boards").text)
    assert "Two regions with about even odds. If they reach their joint target, both win." in text
    assert "Joint target: 80% reached." in text
    assert "Joint target, in points: 4,000" in text
    assert "ahead of" not in text
    assert "lost" not in text.lower()


def test_my_match_stands_on_the_first_page_with_its_joint_target(volunteer: Browser) -> None:
    text = str(volunteer.get("/").text)
    assert "Match of the week" in text
    assert "Joint target: 62% reached." in text
    assert "both have won" in text
    assert "Maricopa County" in text


def test_past_seasons_are_kept(browser: Browser) -> None:
    text = str(browser.get("/boards?window=season").text)
    assert "Summer" in text
    assert "final standings" in text
    assert "next season in league 2" in text
