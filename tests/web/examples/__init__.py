"""Example answers for every operation of the site, by noun."""

from collections import Counter
from copy import deepcopy
from typing import Any

from tests.web.examples import appeals, boards, community, insight, looks, me, mutations, people, places, scoring, tasks
from tests.web.examples.values import NOW, refusal

__all__ = ["NOW", "answers", "refusal"]


def answers() -> dict[str, Any]:
    """Everything that can be asked, and an example answer, made anew."""
    parts = [
        each.answers()
        for each in (appeals, boards, community, insight, looks, me, mutations, people, places, scoring, tasks)
    ]
    times = Counter(name for part in parts for name in part)
    assert set(times.values()) == {1}, f"answered twice: {[name for name, count in times.items() if count > 1]}"
    return deepcopy({name: answer for part in parts for name, answer in part.items()})
