"""Appeals: what organizers ask many for, in waves; what is foreseen of them, and what became of them."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, cast
from uuid import UUID

import strawberry

from api import ids
from api.asks.enums import AppealState
from api.asks.foresights import AppealForesight
from api.asks.loaders import appeal_by_id, asked_task_by_id, planned_wave_by_appeal
from api.asks.previews import AppealPreview
from api.context import Info
from api.costs import costs
from api.node import Node
from api.rows import wrap, wrap_all, wrap_or_none
from models.asks import appeal_progress, tables
from models.asks.appeals import appeals_of_tasks
from models.asks.foreseen import foresee
from models.asks.policy import may_ask
from models.asks.preview import preview
from models.asks.waves import PlannedWave
from models.kernel.words import LANGUAGES

if TYPE_CHECKING:
    from api.tasks.types import Task
    from models.tasks.tables import Task as TaskRow


@strawberry.type(description="What an organizer wrote, in one language, as it was typed: with its merge fields.")
class AppealText:
    """One of the texts of an appeal."""

    language: str = strawberry.field(description="The code of the language.")
    subject: str = strawberry.field(description="The subject.")
    body: str = strawberry.field(description="The paragraphs, a line each.")


@strawberry.type(description="How many people were asked, and what they said.")
class AskTally:
    """Shows an `AskTally` of the domain."""

    asked: int = strawberry.field(description="Asked; without those whose message was taken back in time.")
    to_be_called: int = strawberry.field(
        description="How many somebody was given to call who has not called yet; they do not count as asked."
    )
    unsent: int = strawberry.field(description="Of those, how many whose message is not sent yet.")
    yes: int = strawberry.field(description="Said yes.")
    no: int = strawberry.field(description="Said no, in one of five ways.")
    silent: int = strawberry.field(description="Got the message, and have said nothing so far.")
    recalled: int = strawberry.field(description="Messages that were taken back before they were sent.")


@strawberry.type(description="A wave of an appeal that asked somebody.")
class AppealWave:
    """Shows a `WaveProgress` of the domain."""

    tally: AskTally = strawberry.field(description="What became of it.")

    @strawberry.field(description="The first is 1.")
    def number(self) -> int:
        """Its number."""
        return int(cast("appeal_progress.WaveProgress", self).wave.number)

    @strawberry.field(description="When it asked.")
    def at(self) -> datetime:
        """When it asked."""
        return cast("appeal_progress.WaveProgress", self).wave.at


@strawberry.type(description="What an organizer asks many for, in waves. You see those for tasks that you organize.")
class Appeal(Node, row=tables.Appeal, loader=appeal_by_id):
    """Shows a row of `appeals`."""

    task_id: strawberry.Private[UUID]
    state: AppealState = strawberry.field(description="Where it stands.")
    per_wave: int = strawberry.field(description="How many people are asked at a time.")
    wait_hours: int = strawberry.field(description="Hours until the next are asked.")
    urgent: bool = strawberry.field(description="Whether it is urgent cover, at short notice.")
    created_at: datetime = strawberry.field(description="When it was written first.")
    released_at: datetime | None = strawberry.field(description="When it was released.")
    next_wave_at: datetime | None = strawberry.field(description="When the next people are asked, while it runs.")
    ended_at: datetime | None = strawberry.field(description="When it ended.")

    @strawberry.field(description="What it asks for.")
    async def task(self, info: Info) -> Annotated["Task", strawberry.lazy("api.tasks.types")]:
        """The task, even when it was called off."""
        return cast("Task", await info.context.load(asked_task_by_id, self.task_id))

    @strawberry.field(description="What is written, by language.", metadata=costs(rows=3))
    def texts(self) -> list[AppealText]:
        """The texts, as they were typed."""
        stored = cast("tables.Appeal", self).texts
        return [AppealText(language=language, **text) for language, text in stored.items()]

    @strawberry.field(description="How many were asked so far, and what they said.", metadata=costs(20))
    async def tally(self) -> AskTally:
        """All waves together."""
        return wrap(AskTally, await appeal_progress.progress_of(cast("tables.Appeal", self)))

    @strawberry.field(description="Wave by wave, the latest first.", metadata=costs(40, rows=20))
    async def waves(self) -> list[AppealWave]:
        """The waves that asked somebody."""
        return wrap_all(AppealWave, await appeal_progress.waves_of(cast("tables.Appeal", self)))

    @strawberry.field(
        description="What the simulator foresees; since the release, what it foresaw then, beside what happened. "
        "Nothing is stored by looking.",
        metadata=costs(200),
    )
    async def foresight(self, info: Info) -> AppealForesight:
        """The simulation."""
        appeal = cast("tables.Appeal", self)
        planned = await _planned(info, appeal) if appeal.state is tables.AppealState.DRAFT else None
        return wrap(AppealForesight, await foresee(info.context.actor, appeal, planned))

    @strawberry.field(
        description="The letter as one of three people would read it who would be asked; null once it is released, or "
        "where the task has no shift.",
        metadata=costs(300),
    )
    async def preview(
        self,
        info: Info,
        reader: Annotated[int, strawberry.argument(description="Which of the readers: 0, 1 or 2.")] = 0,
        language: Annotated[
            str | None, strawberry.argument(description="In which language, if not in the reader's own.")
        ] = None,
    ) -> AppealPreview | None:
        """The letter, and what to look at."""
        appeal = cast("tables.Appeal", self)
        if appeal.state is not tables.AppealState.DRAFT:
            return None
        task = cast("TaskRow", await info.context.load(asked_task_by_id, self.task_id))
        wanted = language if language in LANGUAGES else None
        planned, number = await _planned(info, appeal), abs(reader) % 3
        found = await preview(info.context.actor, appeal, task, planned, number=number, language=wanted)
        return wrap_or_none(AppealPreview, found)


async def _planned(info: Info, appeal: tables.Appeal) -> PlannedWave | None:
    """The wave that a draft would begin with, planned once a request."""
    return await info.context.load(planned_wave_by_appeal, appeal.id)


@strawberry.type
class TaskAppeals:
    """Belongs to Task."""

    region_path: strawberry.Private[str]

    @strawberry.field(
        description="What was written to many for it, newest first; null unless you organize there.",
        metadata=costs(20, rows=5),
    )
    async def appeals(self, info: Info) -> list[Appeal] | None:
        """Drafts, and what was released."""
        if not may_ask(info.context.actor, self.region_path):
            return None
        task = cast("TaskRow", self)
        found = await appeals_of_tasks(task.account_id, [task.id])
        return wrap_all(Appeal, found.get(task.id, []))


@strawberry.type
class AppealQueries:
    """Belongs to Query."""

    @strawberry.field(description="An appeal for a task that you organize.", metadata=costs(20))
    async def appeal(
        self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="The appeal's id.")]
    ) -> Appeal | None:
        """The appeal, or null."""
        return wrap_or_none(Appeal, await info.context.load(appeal_by_id, ids.row_id("Appeal", id)))
