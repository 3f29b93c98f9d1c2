"""Learn policies from what became of past asks, and let each go live if it passes the gate."""

import asyncio
import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from tortoise.expressions import Q

from models.asks.evaluation import LoggedChoices, as_json, evaluate, read_limits
from models.asks.evaluation.gate import Judged, judge
from models.asks.evaluation.intervals import Estimate
from models.asks.holdout_result import holdout_result
from models.asks.learning.arms import ENOUGH_KNOWN, Chances, learn_chances
from models.asks.learning.dimensions import AskDimension
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


async def learn_policy(actor: Actor) -> list[AskPolicy]:
    """
    For each dimension judge what was learned against what is live, and keep both numbers; it goes live if it is certain
    enough to do no harm.

    A dimension with fewer than 200 asks to learn from is left out; all are, if something was learned within twelve hours:
    then nothing changes. Returns what was kept. System only: raises NotAllowed.
    """
    if not actor.system:
        raise NotAllowed
    async with work.unit_of_work(actor), work.patiently():
        past = [(each, *await past_choices(actor.account_id, each)) for each in AskDimension]
        known = [each for each in past if len(each[1]) >= ENOUGH_KNOWN and each[1].clusters > 1]
        live = await live_chances(actor.account_id)
        recovery = await learn_recovery(actor.account_id) if known else 0
        held = await holdout_result(actor.account_id) if known else {}
    learned = [await asyncio.to_thread(_learn, *each, live[each[0]]) for each in known]
    for policy in learned:
        policy.report["held"], policy.recovery_days = held, recovery
    async with work.unit_of_work(actor):
        return await _keep(actor, learned) if learned else []


def _learn(dimension: AskDimension, choices: LoggedChoices, circumstance: Integers, live: Chances) -> AskPolicy:
    """A policy that is not stored yet. Seconds of computing for 20,000 asks."""
    seed = secrets.randbits(SEED_BITS)
    found = judge(choices, circumstance, live, seed)
    return AskPolicy(
        id=ids.new_id(),
        dimension=dimension,
        verdict=PolicyVerdict.LIVE if found.may_go_live else PolicyVerdict.KEPT_BACK,
        asks=len(choices),
        chances=learn_chances(choices.arm, circumstance, choices.outcome, seed),
        judged=_judged_as_json(found),
        report=_report(choices, seed),
    )


async def _keep(actor: Actor, learned: Sequence[AskPolicy]) -> list[AskPolicy]:
    await work.execute(_LOCK, str(actor.account_id))
    now, before = clock.now(), AskPolicy.filter(account_id=actor.account_id)
    if await before.filter(made_at__gt=now - FRESH).exists():
        return []
    over = Q(live_from__isnull=True) | Q(live_until__isnull=False)
    await before.filter(over, made_at__lt=now - KEPT).delete()
    for policy in learned:
        policy.account_id, policy.made_at = actor.account_id, now
        if policy.verdict is PolicyVerdict.LIVE:
            live = before.filter(dimension=policy.dimension, live_from__isnull=False, live_until__isnull=True)
            await live.update(live_until=now)
            policy.live_from = now
        await policy.save(force_create=True)
        await audit.record(actor, "ask.learn_policy", "ask_policy", policy.id)
    return list(learned)


def _judged_as_json(found: Judged) -> dict[str, list[float]]:
    told = {"live": found.live, "new": found.new, "gain": found.gain, "between": found.between}
    return {name: _ends(estimate) for name, estimate in told.items() if estimate}


def _ends(estimate: Estimate) -> list[float]:
    return [estimate.value, estimate.low, estimate.high]


def _report(choices: LoggedChoices, seed: int) -> dict[str, Any]:
    limits = read_limits(choices)
    return as_json(evaluate(choices, limits, seed=seed % (1 << 32)), choices, limits, given=True)
