"""Which posts and news an actor sees: the condition with which every look starts."""

from tortoise.expressions import Q, Subquery
from tortoise.queryset import QuerySet

from models.community.tables import News, Post
from models.kernel.actor import ORGANIZING, READING, Actor, Scope
from models.people.tables import Person


def visible_posts(actor: Actor) -> QuerySet[Post]:
    """The posts of the actor's own team that nobody took out of sight; nobody else reads what a team says."""
    mine = Person.filter(account_id=actor.account_id, id=actor.person_id, team_id__isnull=False).values("team_id")
    posts = Post.filter(account_id=actor.account_id, hidden_at__isnull=True)
    return posts.filter(team_id__in=Subquery(mine)) if actor.person_id else posts.filter(id__in=[])


async def visible_news(actor: Actor) -> QuerySet[News]:
    """News for where the actor lives, all of the way up, and of the regions where they read. Strangers see none."""
    news = News.filter(account_id=actor.account_id, withdrawn_at__isnull=True)
    if actor.system:
        return news
    person = await Person.get_or_none(account_id=actor.account_id, id=actor.person_id) if actor.person_id else None
    paths = _prefixes(person.region_path) if person else []
    regions = [Q(region_path__startswith=scope.region_path) for scope in _scopes(actor)]
    return news.filter(Q(Q(region_path__in=paths), *regions, join_type=Q.OR))


def _scopes(actor: Actor) -> list[Scope]:
    return [scope for scope in actor.scopes_with(*READING, *ORGANIZING) if scope.team_id is None]


def _prefixes(path: str) -> list[str]:
    """`US/NY/061/` lies in `US/`, `US/NY/` and itself."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[: number + 1]) + "/" for number in range(len(parts))]
