"""Example numbers for the pages that say how fair and how right we are."""

from typing import Any

from tests.web.examples.places import STATE
from tests.web.examples.values import moment


def _group(key: str, *counts: int | None, region: Any = None) -> dict[str, Any]:
    """A group of the fairness page; what is not said is hidden."""
    names = ("people", "suggested", "asked", "accepted", "came")
    return {"key": key, "region": region} | dict(zip(names, [*counts, *[None] * 5], strict=False))


def _bin(low: float, outcomes: int, share: float) -> dict[str, Any]:
    return {
        "low": low,
        "high": low + 0.1,
        "outcomes": outcomes,
        "given": low + 0.05,
        "share": share,
        "shareFrom": max(0.0, share - 0.1),
        "shareTo": min(1.0, share + 0.1),
        "text": f"Of those to whom we gave so much, {share} came.",
    }


def _chance(kind: str, verdict: str, *, made_up: bool) -> dict[str, Any]:
    return {
        "kind": kind,
        "version": 3,
        "fittedAt": moment(hours=-8),
        "verdict": verdict,
        "madeUp": made_up,
        "outcomes": 1467,
        "error": 0.0298,
        "brier": 0.2172,
        "baseBrier": 0.2419,
        "few": 3,
        "bins": [_bin(0.2, 267, 0.26), _bin(0.3, 309, 0.33), _bin(0.5, 188, 0.54), _bin(0.7, 77, 0.65)],
    }


def _share(value: float) -> dict[str, float]:
    return {"value": value, "low": value - 0.02, "high": value + 0.02}


def _policy_report() -> dict[str, Any]:
    rows = [
        {"onWeekend": weekend, "band": band, "usual": 0.9 - 0.2 * band, "other": 0.1 + 0.2 * band}
        for weekend in (False, True)
        for band in range(3)
    ]
    night = {"madeAt": moment(hours=-9), "verdict": "LIVE", "asks": 4127, "yes": _share(0.24), "gain": _share(0.011)}
    live = {"madeAt": moment(hours=-9), "asks": 4127, "chances": rows}
    nights = [night, night | {"madeAt": moment(hours=-33), "verdict": "KEPT_BACK", "gain": _share(-0.013)}]
    return {
        "signing": False,
        "dimensions": [
            _dimension("HOUR", "soon", "evening", live, nights, _share(0.031)),
            _dimension("TONE", "plain", "warm", live, nights[1:], _share(0.004)),
            _dimension("SIZE", "whole", "part", live, nights[:1], None)
            | {"ways": [_way("logged", 0.229), _way("whole", 0.225)]},
            _dimension("ASKER", "campaign", "organizer", None, [], None),
            _dimension("CHANNEL", "notification", "mail", live, nights, _share(-0.05)),
        ],
        "holdout": {"people": 9508, "share": 0.312, "heldOut": 492, "heldOutShare": 0.274, "gain": _share(0.038)},
    }


def _dimension(name: str, usual: str, other: str, live: Any, nights: Any, between: Any) -> dict[str, Any]:
    values = {"logged": 0.229, usual: 0.225, other: 0.244, "uniform": 0.235, "learned": 0.247, "exploring": 0.243}
    ways = [_way(name, yes) for name, yes in values.items()] if nights else []
    return {
        "dimension": name,
        "arms": [usual, other],
        "live": live,
        "nights": nights,
        "ways": ways,
        "between": between,
    }


def _way(name: str, yes: float) -> dict[str, Any]:
    return {"name": name, "asks": 3908, "yes": _share(yes)}


def answers() -> dict[str, Any]:
    """Answers about them."""
    return {
        "chanceModels": [_chance("YES", "IN_USE", made_up=True), _chance("SHOW", "TOO_FEW", made_up=False)],
        "askPolicyReport": _policy_report(),
        "greetedInTime": {
            "days": 30,
            "regions": [
                {"place": 1, "newcomers": 41, "percent": 93, "region": STATE},
                {"place": None, "newcomers": None, "percent": None, "region": None},
            ],
        },
        "fairness": {
            "days": 90,
            "tables": [
                {
                    "dimension": "REGION",
                    "groups": [_group("US/NY/", 812, 90, 300, 88, 71, region=STATE), _group("US/NJ/", 40)],
                },
                {"dimension": "AGE", "groups": [_group("25_39", 400, 50, 160, 40, 31), _group("under_25", 9, None, 6)]},
                {"dimension": "LANGUAGE", "groups": [_group("en", 700, 80, 280, 70, 60), _group("ar", None)]},
                {
                    "dimension": "NEWCOMER",
                    "groups": [_group("known", 600, 70, 250, 80, 70), _group("new", 252, 20, 50)],
                },
            ],
        },
    }
