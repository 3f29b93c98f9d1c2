"""Posts that somebody reported, for the organizers of the region to decide about."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from models.community.tables import ReportReason
from models.kernel import work
from models.kernel.actor import Actor
from models.people.policy import organized_paths
from models.people.rules.names import name_and_initial

MOST = 50

_OPEN = """
SELECT post.id, post.text, post.created_at, author.id AS author_id, author.first_name, author.last_name,
       team.name AS team_name, team.region_path, array_agg(report.reason ORDER BY report.id) AS reasons
  FROM post_reports AS report
  JOIN posts AS post ON post.account_id = report.account_id AND post.id = report.post_id
  JOIN teams AS team ON team.account_id = post.account_id AND team.id = post.team_id
  JOIN people AS author ON author.account_id = post.account_id AND author.id = post.person_id
 WHERE report.account_id = $1 AND report.decided_at IS NULL AND post.hidden_at IS NULL
   AND EXISTS (SELECT FROM unnest($2::text[]) AS path WHERE starts_with(team.region_path, path))
 GROUP BY post.account_id, post.id, author.account_id, author.id, team.account_id, team.id
 ORDER BY min(report.created_at), post.id LIMIT $3
"""


@dataclass(frozen=True, slots=True)
class ReportedPost:
    """A post, who wrote it where, and why others find that it should not stand (each reason once)."""

    post_id: UUID
    text: str
    created_at: datetime
    author_name: str
    team_name: str
    reasons: tuple[ReportReason, ...]
    number: int
    is_mine: bool


async def reported_posts(actor: Actor) -> list[ReportedPost]:
    """Undecided ones in the regions that the actor organizes, the oldest report first, at most 50. Raises NotAllowed."""
    paths = organized_paths(actor)
    return [_reported(row, actor) for row in await work.fetch(_OPEN, actor.account_id, paths, MOST)]


def _reported(row: Any, actor: Actor) -> ReportedPost:
    return ReportedPost(
        row["id"],
        row["text"],
        row["created_at"],
        name_and_initial(row["first_name"], row["last_name"]),
        row["team_name"],
        tuple(dict.fromkeys(ReportReason(reason) for reason in row["reasons"])),
        len(row["reasons"]),
        row["author_id"] == actor.person_id,
    )
