"""Me: what the signed-in person sees of themselves. Each domain adds a mixin; the query `me` is of people."""

import strawberry

from api.activity.me import MeActivity
from api.asks.cards import MeCards
from api.asks.decisions import MeAskDecisions
from api.asks.me import MeAsks
from api.community.me import MeCommunity
from api.context import Info
from api.insight.me import MeInsight
from api.leaderboards.me import MeRivalry
from api.matching.me import MeMatching
from api.people.me import MePeople
from api.recognition.me import MeRecognition
from api.tasks.me import MeTasks


@strawberry.type(description="You: everything that the site knows and shows about the person who asks.")
class Me(
    MeActivity,
    MeAskDecisions,
    MeAsks,
    MeCards,
    MeCommunity,
    MeInsight,
    MeMatching,
    MePeople,
    MeRecognition,
    MeRivalry,
    MeTasks,
):
    """Shows a row of `people`. Resolvers of mixins find who asks in `info.context.actor`."""

    @strawberry.field(description="Opaque id of the person.")
    def id(self, info: Info) -> strawberry.ID:
        """The global id of the person."""
        from api import ids

        person_id = info.context.actor.person_id or ids.NOBODY
        return strawberry.ID(ids.global_id("Person", person_id))
