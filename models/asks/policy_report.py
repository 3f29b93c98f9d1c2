"""How the arms of asks are drawn, how that was judged, and whether asking helps at all: for organizers."""

from dataclasses import dataclass
from typing import Any

from models.asks.evaluation.intervals import Estimate
from models.asks.learning.dimensions import AskDimension
from models.asks.tables import AskPolicy, AskSigner
from models.kernel.actor import READING, Actor
from models.kernel.errors import NotAllowed, SignInRequired

SHOWN = 7
"""Nights."""
FEWEST = 5


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
class DimensionReport:
    """
    Of one dimension: what draws now (`live`), what was learned last, newest first (`nights`), and, as judged in the newest
    night, other `ways` of choosing and what the second arm adds to the first (`between`; None: nobody can tell yet).
    """

    dimension: AskDimension
    live: AskPolicy | None
    nights: list[AskPolicy]
    ways: list[Way]
    between: Estimate | None


@dataclass(frozen=True, slots=True)
class PolicyReport:
    """All dimensions; what asking does, as judged in the newest night; and whether the reader lends their name to asks."""

    dimensions: list[DimensionReport]
    held: Held | None
    signing: bool


async def policy_report(actor: Actor) -> PolicyReport:
    """Of the whole campaign: nobody is named, and nobody can be told from it. Raises NotAllowed, SignInRequired."""
    if actor.is_stranger:
        raise SignInRequired
    if not actor.has_role(*READING):
        raise NotAllowed
    own = AskPolicy.filter(account_id=actor.account_id)
    newest = await own.order_by("-made_at", "-id").first()
    signing = await AskSigner.exists(account_id=actor.account_id, person_id=actor.person_id)
    dimensions = [await _dimension(actor, dimension) for dimension in AskDimension]
    return PolicyReport(dimensions, _held(newest.report.get("held") if newest else None), signing)


async def _dimension(actor: Actor, dimension: AskDimension) -> DimensionReport:
    own = AskPolicy.filter(account_id=actor.account_id, dimension=dimension)
    nights = await own.order_by("-made_at", "-id").limit(SHOWN)
    live = await own.filter(live_from__isnull=False, live_until__isnull=True).first()
    ways = _ways(dimension, nights[0].report) if nights else []
    between = nights[0].judged.get("between") if nights else None
    return DimensionReport(dimension, live, nights, ways, Estimate(*between) if between else None)


def _ways(dimension: AskDimension, report: dict[str, Any]) -> list[Way]:
    """What nobody was ever asked by is left out: nothing is known of it."""
    found = {**report, **report.get("arms", {})}
    names = ("logged", *dimension.arms, "uniform", "learned", "exploring")
    ways = ((name, found[name]) for name in names if found.get(name))
    return [
        Way(name, Estimate(way["value"], *way["interval"]), way["effective_rows"])
        for name, way in ways
        if way["effective_rows"] >= FEWEST
    ]


def _held(found: dict[str, Any] | None) -> Held | None:
    if not found or min(found["held_out"], found["people"]) < FEWEST:
        return None
    return Held(found["people"], found["active"], found["held_out"], found["held_out_active"], Estimate(*found["gain"]))
