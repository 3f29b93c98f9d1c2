"""Texts, dates and times that no column or calendar can hold are refused before anything runs."""

from typing import Any

import pytest

from api.execution import Answer
from tests.api.asking import an_account, ask, context_for

ACCOUNT = an_account()
PLACES = 'query($country: String!) { places(country: $country, search: "a") { __typename } }'
TASKS = "query($filter: TaskFilter) { tasks(filter: $filter) { pageInfo { hasNextPage } } }"
BOARD = "query($date: Date) { leaderboard(kind: TEAM, window: MONTH, date: $date) { __typename } }"


async def _asked(source: str, **variables: Any) -> Answer:
    return await ask(source, context_for(ACCOUNT), **variables)


@pytest.mark.parametrize(
    ("source", "variables"),
    [
        (PLACES, {"country": "\x00"}),
        (TASKS, {"filter": {"deep": [{"er": "a\x00b"}]}}),
        ('{ region(code: "\\u0000") { id } }', {}),
        ('{ region(code: "\\u{0}") { id } }', {}),
    ],
)
async def test_a_text_with_a_null_character_is_refused(source: str, variables: dict[str, Any]) -> None:
    answer = await _asked(source, **variables)
    assert (answer.executed, answer.status) == (False, 400)
    assert [error["extensions"] for error in answer.errors] == [{"code": "TEXT_UNUSABLE"}]


@pytest.mark.parametrize(
    ("source", "variables"),
    [
        (BOARD, {"date": "9999-12-31"}),
        (BOARD, {"date": "0001-01-01"}),
        (TASKS, {"filter": {"to": "9999-12-31T23:59:59-14:00"}}),
        (TASKS, {"filter": {"from": "0001-01-01T00:00:00+14:00"}}),
    ],
)
async def test_a_year_that_no_campaign_lives_in_is_refused(source: str, variables: dict[str, Any]) -> None:
    answer = await _asked(source, **variables)
    assert (answer.executed, answer.status) == (False, 400)
    assert "The year must be 1900 to 2200." in answer.errors[0]["message"]
