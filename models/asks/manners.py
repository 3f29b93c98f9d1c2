"""How asks were drawn to be worded, with the facts that this takes: read for many at once, when they are sent."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from models.asks.learning.dimensions import WORDED, AskDimension, mask_of
from models.asks.manner_words import Manner
from models.asks.open_arms import LATELY
from models.asks.rules.parts import is_divisible
from models.asks.signers import ask_signers
from models.asks.tables import Ask
from models.kernel import clock, work
from models.people.tables import Person
from models.regions.queries import regions_by_ids
from models.regions.tables import Region
from models.tasks.queries import work_together
from models.tasks.tables import Shift, Task

_MISS = """
    UPDATE asks a SET missed_arms = a.missed_arms | o.arms FROM unnest($2::uuid[], $3::int2[]) AS o (id, arms)
    WHERE a.account_id = $1 AND a.id = o.id
"""


class Drawn(NamedTuple):
    """An ask, and what it is for."""

    ask: Ask
    shift: Shift
    task: Task

    def fell(self, dimension: AskDimension) -> bool:
        """Whether the other arm fell on it."""
        return bool(self.ask.arm & dimension.bit)


async def settle_manners(account_id: UUID, asks: Sequence[Drawn], readers: Mapping[UUID, Person]) -> dict[UUID, Manner]:
    """
    By ask, where it was drawn to be worded in another manner than usual; `readers` by id.

    What was drawn and cannot be done any more is logged: it says nothing about the arm.
    """
    other = [each for each in asks if each.ask.arm & mask_of(WORDED)]
    manners = await _manners(account_id, other, readers) if other else {}
    missed = {ask.id: ask.arm & mask_of(WORDED) & ~manners[ask.id].arms for ask, _, _ in other}
    if any(missed.values()):
        await work.execute(_MISS, account_id, list(missed), list(missed.values()))
    return manners


async def _manners(account_id: UUID, asks: Sequence[Drawn], readers: Mapping[UUID, Person]) -> dict[UUID, Manner]:
    warm, signed = (
        [each.ask.person_id for each in asks if each.fell(dimension)]
        for dimension in (AskDimension.TONE, AskDimension.ASKER)
    )
    found = await work_together(account_id, warm, clock.now() - LATELY)
    together = {person_id: work for person_id, work in found.items() if work.minutes}
    signers = await ask_signers(account_id, signed)
    regions = await regions_by_ids({readers[person_id].region_id for person_id in signed})
    return {
        each.ask.id: Manner(
            together=together.get(each.ask.person_id) if each.fell(AskDimension.TONE) else None,
            in_parts=each.fell(AskDimension.SIZE) and is_divisible(each.task, each.shift),
            signer=signers.get(each.ask.person_id, "") if each.fell(AskDimension.ASKER) else "",
            region=_name_of_region(readers[each.ask.person_id], regions),
        )
        for each in asks
    }


def _name_of_region(reader: Person, regions: Mapping[UUID, Region]) -> str:
    region = regions.get(reader.region_id)
    return region.names.get(reader.language, region.name) if region else reader.place
