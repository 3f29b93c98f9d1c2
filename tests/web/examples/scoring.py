"""Example answers about formulas and badges."""

from typing import Any

from tests.web.examples.places import STATE
from tests.web.examples.values import payload

COOK = {"title": "Cook", "text": "An hour in the kitchen."}
CHANGE = {"people": 812, "before": 4_812_000, "after": 5_006_500, "gaining": 90, "losing": 14}


def answers() -> dict[str, Any]:
    """Answers about them."""
    return {
        "formulaPreview": {
            "__typename": "FormulaPreview",
            "all": CHANGE,
            "byRegion": [CHANGE | {"region": STATE}],
            "byKind": [CHANGE | {"kind": "CANVASS"}, CHANGE | {"kind": "COOKING", "gaining": None, "losing": None}],
            "people": [{"before": 42_000, "after": 84_000, "person": {"id": "P1", "displayName": "Maya O."}}],
        },
        "badgeRules": {"version": 1, "body": [{"code": "cook"}], "rules": [{"code": "cook"} | COOK]},
        "badgePreview": {
            "__typename": "BadgePreview",
            "badges": [
                {
                    "people": 12,
                    "firstOn": "2026-02-01",
                    "lastOn": "2026-03-01",
                    "rule": COOK,
                    "awards": [{"earnedOn": "2026-02-01", "person": {"id": "P1", "displayName": "Maya O."}}],
                },
                {"people": None, "firstOn": None, "lastOn": None, "rule": COOK, "awards": []},
            ],
        },
        "badgesPublish": payload("BadgesPublish", badges={"version": 2}),
        "formulaPublish": payload("FormulaPublish", formula={"version": 2, "validFrom": "2026-12-01"}),
    }
