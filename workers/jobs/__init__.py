"""
Which function does the jobs of which name.

A handler gets a page of claimed jobs and may raise: then each is tried alone, and what fails alone is tried again
later. It runs at least once for each job, so it must be idempotent; one that must run exactly once finishes its rows
(`outbox.finish`) in the transaction that does the work.
"""

from workers.jobs.claimed import ClaimedRow, Handler  # isort: skip (handlers import it from here)
from workers.jobs import activity, asks, boards, chances, greetings, matching, people, recognition

__all__ = ["JOBS", "ONE_AT_A_TIME", "ClaimedRow", "Handler"]

ONE_AT_A_TIME = frozenset({"matching.all", "matching.border", "matching.conclude", "matching.shard", "matching.unite"})
"""Jobs that take long: whoever looks takes one, so that all workers share what is due."""

JOBS: dict[str, Handler] = {
    "activity.check": activity.check,
    "activity.recorded": boards.fold,
    "activity.settled": recognition.award,
    "asks.carded": greetings.tell_handed,
    "asks.cards_over": asks.give_on_cards,
    "asks.choose": asks.choose,
    "asks.deliver": asks.deliver,
    "asks.learn": asks.learn,
    "asks.recount": asks.recount,
    "asks.settle": asks.settle,
    "asks.shift_letters": asks.queue_letters_of_shifts,
    "asks.thank": asks.thank,
    "asks.wave": asks.take_next_waves,
    "badges.recount": recognition.recount,
    "boards.push": boards.push,
    "boards.rebuild": boards.rebuild,
    "season.advance": boards.advance,
    "standings.compute": boards.compute,
    "chances.count": chances.count,
    "chances.finish": chances.finish,
    "chances.fit": chances.fit,
    "greetings.due": greetings.give_due,
    "greetings.handed": greetings.tell_handed,
    "matching.all": matching.match_everything,
    "matching.border": matching.settle_borders,
    "matching.conclude": matching.conclude_shards,
    "matching.people_changed": matching.people_changed,
    "matching.places_changed": matching.places_changed,
    "matching.shard": matching.take_turns,
    "matching.tasks_changed": matching.tasks_changed,
    "matching.unite": matching.unite_runs,
    "people.guardian_withdrew": people.guardian_withdrew,
    "people.qualification_lost": people.qualification_lost,
    "people.sign_in_requested": asks.sign_in_requested,
    "tasks.news": asks.tell_people,
    "tasks.shifts_changed": asks.shifts_changed,
}
