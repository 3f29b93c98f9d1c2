"""What people of the demo campaign say to each other, and what it tells New York."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from models.community.tables import News, Post
from models.kernel import clock, ids
from models.kernel.actor import Actor
from models.people.tables import Person, Team
from models.regions.queries import region_by_code
from server.demo.cast import Crowd

ORGANIZER = "organizer"


async def talk(actor: Actor, crowds: list[Crowd]) -> None:
    """A talk in the first team of each neighbourhood, in its language; news by the organizer."""
    said = json.loads((Path(__file__).parent / "talk.json").read_text(encoding="utf-8"))
    for crowd in crowds:
        members = [person for person in crowd.people if person.team_id == crowd.teams[0].id]
        await _in_turn(crowd.teams[0], members, said[crowd.neighbourhood.language])
    await _news(actor, **said["news"])


async def _in_turn(team: Team, members: list[Person], texts: list[str]) -> None:
    thread_id, at = ids.new_id(), clock.now() - timedelta(days=1)
    for number, (person, text) in enumerate(zip(members[1:], texts, strict=False)):
        post_id = ids.new_id() if number else thread_id
        await _post(post_id, thread_id, team, person, text, at + timedelta(minutes=20 * number))


async def _post(post_id: UUID, thread_id: UUID, team: Team, person: Person, text: str, at: datetime) -> None:
    await Post.create(
        id=post_id,
        account_id=team.account_id,
        team_id=team.id,
        person_id=person.id,
        thread_id=thread_id,
        text=text,
        created_at=at,
    )


async def _news(actor: Actor, title: str, text: str) -> None:
    region = await region_by_code("US-NY")
    writer = await Person.get(account_id=actor.account_id, sign_in_key=f"{ORGANIZER}@example.org")
    await News.create(
        id=ids.new_id(),
        account_id=actor.account_id,
        region_id=region.id,
        region_path=region.path,
        title=title,
        text=text,
        written_by=writer.id,
        published_at=clock.now() - timedelta(days=2),
    )
