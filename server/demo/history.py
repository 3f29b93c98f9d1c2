"""What the people of the demo campaign did in the last six weeks, and how much they like it where they live."""

from datetime import timedelta
from random import Random

from models.activity.actions import NewActivity, record_many
from models.activity.tables import ActivityKind, Source
from models.kernel import clock
from models.kernel.actor import Actor
from models.people.tables import Person
from server.demo.cast import Crowd

DAYS = 42
BATCH = 2000
SPIRITS = (0.4, 0.7, 1.0, 1.5, 2.2)
"""How often people of a neighbourhood do something, beside the others: so that places differ."""

ZERO_TOO_MANY = 0.003
"""How often a finger slips: something for organizers to look at."""

# What one piece of work of a kind is like: units done, minutes it took (least, most). Longer work comes to more.
SIZES = {
    ActivityKind.CANVASS: (8, 30, 45, 150),
    ActivityKind.PHONE_BANK: (6, 40, 20, 120),
    ActivityKind.TEXT_BANK: (20, 120, 10, 60),
    ActivityKind.TRANSLATION: (1, 5, 20, 90),
    ActivityKind.DATA_ENTRY: (10, 60, 15, 90),
    ActivityKind.COOKING: (8, 40, 40, 180),
    ActivityKind.CHILDCARE: (2, 6, 60, 180),
    ActivityKind.DRIVING: (1, 5, 20, 120),
    ActivityKind.GREETING: (1, 6, 5, 40),
    ActivityKind.MEETING: (1, 1, 45, 90),
    ActivityKind.LETTER_WRITING: (3, 15, 15, 75),
}


async def live_through(actor: Actor, crowds: list[Crowd], dice: Random) -> int:
    """Record everybody's work; returns how much it was. A few do much, most a little, newcomers nothing yet."""
    done = [
        activity
        for crowd in crowds
        for spirit in [dice.choice(SPIRITS)]
        for person in crowd.people
        if person.greeted_at is not None
        for activity in _life(person, spirit, dice)
    ]
    for start in range(0, len(done), BATCH):
        await record_many(actor, done[start : start + BATCH], source=Source.ORGANIZER)
    return len(done)


def _life(person: Person, spirit: float, dice: Random) -> list[NewActivity]:
    favourites = dice.sample(list(SIZES), 3)
    often = min(DAYS, 1 + int(dice.paretovariate(2.5) * 5 * spirit))
    return [_piece_of_work(person, favourites, number, dice) for number in range(often)]


def _piece_of_work(person: Person, favourites: list[ActivityKind], number: int, dice: Random) -> NewActivity:
    kind = dice.choice(favourites)
    units, minutes = _size(kind, dice)
    days_here = min(DAYS, (clock.now() - person.created_at).days)
    started = clock.now() - timedelta(days=dice.triangular(0, days_here, 0), minutes=SIZES[kind][-1])
    return NewActivity(
        ledger_id=person.ledger_id,
        client_key=f"demo-{person.ledger_id.hex[:16]}-{number:04d}",
        kind=kind,
        quantity=units,
        minutes=minutes,
        started_at=started,
    )


def _size(kind: ActivityKind, dice: Random) -> tuple[int, int]:
    """Units and minutes of one piece of work."""
    least_units, most_units, least_minutes, most_minutes = SIZES[kind]
    share = dice.random()
    units = (least_units + share * (most_units - least_units)) * dice.triangular(0.6, 1.5, 1)
    slipped = 10 if dice.random() < ZERO_TOO_MANY else 1
    return max(1, round(units)) * slipped, round(least_minutes + share * (most_minutes - least_minutes))
