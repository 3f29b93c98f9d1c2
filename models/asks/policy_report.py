"""How the hour of asks is drawn, how that was judged, and whether asking helps at all: for organizers."""

from dataclasses import dataclass
from typing import Any

from models.asks.evaluation.intervals import Estimate
from models.asks.tables import AskPolicy
from models.kernel.actor import READING, Actor
from models.kernel.errors import NotAllowed, SignInRequired

SHOWN = 14
"""Nights."""
FEWEST = 5
WAYS = ("logged", "soon", "evening", "uniform", "learned", "exploring")


@dataclass(frozen=True, slots=True)
class Way:
    """A way of choosing: the share of asks that would have been answered by yes; as many `rows` tell of it."""

    name: str
    yes: Estimate
    rows: float


@dataclass(frozen=True, slots=True)
class Held:
    """
    Of `people` who were here four weeks ago or longer, how many were active since: those who may be asked, and the holdout.

    `gain`: what being asked adds to the share, with its interval. None of it with fewer than five in the holdout.
    """

    people: int
    active: int
    held_out: int
    held_out_active: int
    gain: Estimate


@dataclass(frozen=True, slots=True)
class PolicyReport:
    """`live`: what draws now; `nights`: what was learned last, newest first; `ways` and `held`: as judged in the newest night."""

    live: AskPolicy | None
    nights: list[AskPolicy]
    ways: list[Way]
    held: Held | None


async def policy_report(actor: Actor) -> PolicyReport:
    """Of the whole campaign: nobody is named, and nobody can be told from it. Raises NotAllowed, SignInRequired."""
    if actor.is_stranger:
        raise SignInRequired
    if not actor.has_role(*READING):
        raise NotAllowed
    own = AskPolicy.filter(account_id=actor.account_id)
    nights = await own.order_by("-made_at", "-id").limit(SHOWN)
    live = await own.filter(live_from__isnull=False, live_until__isnull=True).first()
    newest: dict[str, Any] = nights[0].report if nights else {}
    return PolicyReport(live, nights, _ways(newest), _held(newest.get("held")))


def _ways(report: dict[str, Any]) -> list[Way]:
    """What nobody was ever asked by is left out: nothing is known of it."""
    found = {**report, **report.get("arms", {})}
    ways = ((name, found[name]) for name in WAYS if found.get(name))
    return [
        Way(name, Estimate(way["value"], *way["interval"]), way["effective_rows"])
        for name, way in ways
        if way["effective_rows"] >= FEWEST
    ]


def _held(found: dict[str, Any] | None) -> Held | None:
    if not found or min(found["held_out"], found["people"]) < FEWEST:
        return None
    return Held(found["people"], found["active"], found["held_out"], found["held_out_active"], Estimate(*found["gain"]))
