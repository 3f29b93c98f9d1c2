"""Learn a policy from what became of past asks, and let it go live if it passes the gate."""

import asyncio
import secrets
from datetime import timedelta
from typing import Any

from models.asks.evaluation import LoggedChoices, as_json, evaluate, read_limits
from models.asks.evaluation.gate import Judged, judge
from models.asks.evaluation.intervals import Estimate
from models.asks.holdout_result import holdout_result
from models.asks.learning.arms import ENOUGH_KNOWN, Chances, learn_chances
from models.asks.learning.regression import Integers
from models.asks.live_policy import SEED_BITS, live_chances
from models.asks.past_arms import past_choices
from models.asks.past_silence import learn_recovery
from models.asks.tables import AskPolicy, PolicyVerdict
from models.kernel import audit, clock, ids, work
from models.kernel.actor import Actor
from models.kernel.errors import NotAllowed

FRESH = timedelta(hours=12)
KEPT = timedelta(days=365)

_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('ask_policies:' || $1::text, 0))"


async def learn_policy(actor: Actor) -> AskPolicy | None:
    """
    Judge what was learned against what is live, and keep both numbers; it goes live if it is certain enough to do no harm.

    None with fewer than 200 asks to learn from, or if one was learned within twelve hours: then nothing changes.
    System only: raises NotAllowed.
    """
    if not actor.system:
        raise NotAllowed
    async with work.unit_of_work(actor), work.patiently():
        choices, circumstance = await past_choices(actor.account_id)
        live = await live_chances(actor.account_id)
        recovery = await learn_recovery(actor.account_id)
        held = await holdout_result(actor.account_id)
    if len(choices) < ENOUGH_KNOWN or choices.clusters < 2:
        return None
    learned = await asyncio.to_thread(_learn, choices, circumstance, live)
    learned.report["held"], learned.recovery_days = held, recovery
    async with work.unit_of_work(actor):
        return await _keep(actor, learned)


def _learn(choices: LoggedChoices, circumstance: Integers, live: Chances) -> AskPolicy:
    """A policy that is not stored yet. Seconds of computing for 20,000 asks."""
    seed = secrets.randbits(SEED_BITS)
    found = judge(choices, circumstance, live, seed)
    return AskPolicy(
        id=ids.new_id(),
        verdict=PolicyVerdict.LIVE if found.may_go_live else PolicyVerdict.KEPT_BACK,
        asks=len(choices),
        chances=learn_chances(choices.arm, circumstance, choices.outcome, seed),
        judged=_judged_as_json(found),
        report=_report(choices, seed),
    )


async def _keep(actor: Actor, learned: AskPolicy) -> AskPolicy | None:
    await work.execute(_LOCK, str(actor.account_id))
    now, before = clock.now(), AskPolicy.filter(account_id=actor.account_id)
    if await before.filter(made_at__gt=now - FRESH).exists():
        return None
    await before.filter(made_at__lt=now - KEPT, live_until__isnull=False).delete()
    learned.account_id, learned.made_at = actor.account_id, now
    if learned.verdict is PolicyVerdict.LIVE:
        await before.filter(live_from__isnull=False, live_until__isnull=True).update(live_until=now)
        learned.live_from = now
    await learned.save(force_create=True)
    await audit.record(actor, "ask.learn_policy", "ask_policy", learned.id)
    return learned


def _judged_as_json(found: Judged) -> dict[str, list[float]]:
    return {"live": _ends(found.live), "new": _ends(found.new), "gain": _ends(found.gain)}


def _ends(estimate: Estimate) -> list[float]:
    return [estimate.value, estimate.low, estimate.high]


def _report(choices: LoggedChoices, seed: int) -> dict[str, Any]:
    limits = read_limits(choices)
    return as_json(evaluate(choices, limits, seed=seed % (1 << 32)), choices, limits, given=True)
