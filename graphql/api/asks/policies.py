"""How the arms of asks are drawn, how that was judged, and whether asking helps at all."""

from datetime import datetime

import strawberry

from api.context import Info
from api.costs import costs
from api.enums import described
from models.asks.evaluation.intervals import Estimate as FoundEstimate
from models.asks.learning.arms import CIRCUMSTANCES, Arm
from models.asks.learning.dimensions import AskDimension
from models.asks.policy_report import DimensionReport, Held, PolicyReport, Way, policy_report
from models.asks.tables import AskPolicy as PolicyRow
from models.asks.tables import PolicyVerdict

described(
    PolicyVerdict,
    "What became of a policy that was learned.",
    LIVE="It went live: it surely brings at least nine tenths of what the one before brought.",
    KEPT_BACK="It was kept back: it might have done harm.",
)
described(
    AskDimension,
    "In what asks of the same person for the same shift may differ, by lot: each has a usual arm and another one.",
    HOUR="When it goes out: soon, or in the evening.",
    TONE="For what it thanks: plain, for the last work; warm, also for what it made possible.",
    SIZE="For how much it asks: the whole shift, or it says that a part helps, too.",
    ASKER="Who signs: the campaign, or an organizer of the region who lends their name.",
    CHANNEL="Which way it goes first: notification, or mail.",
)
BANDS = CIRCUMSTANCES // 2


@strawberry.type(description="A share, 0 to 1 (or a difference of shares), and its 95 % interval.")
class Estimate:
    """Shows an `Estimate` of the domain."""

    value: float = strawberry.field(description="The most likely value.")
    low: float = strawberry.field(description="Where the interval begins.")
    high: float = strawberry.field(description="Where it ends.")


def _estimate(found: FoundEstimate | list[float]) -> Estimate:
    value, low, high = found if isinstance(found, list) else (found.value, found.low, found.high)
    return Estimate(value=round(value, 4), low=round(low, 4), high=round(high, 4))


@strawberry.type(description="With which chance each arm is drawn, in one circumstance.")
class ArmChances:
    """A row of a policy's table."""

    on_weekend: bool = strawberry.field(description="Whether people are asked on a Saturday or Sunday.")
    band: int = strawberry.field(
        description="Their chance to come: 0 low (under 15 %), 1 middling, 2 high (30 % or more)."
    )
    usual: float = strawberry.field(description="The chance of the dimension's usual arm.")
    other: float = strawberry.field(description="The chance of the other one.")


@strawberry.type(description="A policy of one night: what was learned, and how it was judged.")
class AskPolicy:
    """Shows an `AskPolicy` of the domain."""

    found: strawberry.Private[PolicyRow]

    @strawberry.field(description="When it was learned.")
    def made_at(self) -> datetime:
        """The moment."""
        return self.found.made_at

    @strawberry.field(description="Whether it went live.")
    def verdict(self) -> PolicyVerdict:
        """What the gate said."""
        return self.found.verdict

    @strawberry.field(description="From how many asks it learned.")
    def asks(self) -> int:
        """How many."""
        return self.found.asks

    @strawberry.field(description="The share of yes that it would bring.")
    def yes(self) -> Estimate:
        """By doubly robust scores."""
        return _estimate(self.found.judged["new"])

    @strawberry.field(description="What it adds to that share, beside the policy that was live.")
    def gain(self) -> Estimate:
        """The difference on the same rows."""
        return _estimate(self.found.judged["gain"])

    @strawberry.field(description="What it does in each circumstance.", metadata=costs(rows=CIRCUMSTANCES))
    def chances(self) -> list[ArmChances]:
        """Weekdays first."""
        return [
            ArmChances(
                on_weekend=number >= BANDS,
                band=number % BANDS,
                usual=round(row[Arm.USUAL], 4),
                other=round(row[Arm.OTHER], 4),
            )
            for number, row in enumerate(self.found.chances)
        ]


@strawberry.type(description="A way of choosing the arm, and what it would have brought.")
class AskWay:
    """Shows a `Way` of the domain."""

    found: strawberry.Private[Way]

    @strawberry.field(
        description="logged (as it was), the name of an arm (for all), uniform (by lot), learned, or exploring (as it would run)."
    )
    def name(self) -> str:
        """One of six."""
        return self.found.name

    @strawberry.field(description="The share of asks that would have been answered by yes.")
    def yes(self) -> Estimate:
        """By doubly robust scores."""
        return _estimate(self.found.yes)

    @strawberry.field(description="As many asks tell of it as these.")
    def asks(self) -> int:
        """Effective rows."""
        return round(self.found.rows)


@strawberry.type(
    description="Who was active within four weeks: of those who may be asked, and of one in twenty, by lot, who is not."
)
class AskHoldout:
    """Shows a `Held` of the domain."""

    found: strawberry.Private[Held]

    @strawberry.field(description="How many may be asked.")
    def people(self) -> int:
        """The larger group."""
        return self.found.people

    @strawberry.field(description="The share of them that was active.")
    def share(self) -> float:
        """0 to 1."""
        return round(self.found.active / self.found.people, 4)

    @strawberry.field(description="How many the lot fell on.")
    def held_out(self) -> int:
        """The smaller group."""
        return self.found.held_out

    @strawberry.field(description="The share of those that was active.")
    def held_out_share(self) -> float:
        """0 to 1."""
        return round(self.found.held_out_active / self.found.held_out, 4)

    @strawberry.field(description="What being asked adds to the share.")
    def gain(self) -> Estimate:
        """The difference."""
        return _estimate(self.found.gain)


@strawberry.type(description="One dimension: how its arm is drawn, and how that was judged.")
class AskDimensionReport:
    """Shows a `DimensionReport` of the domain."""

    found: strawberry.Private[DimensionReport]

    @strawberry.field(description="Which one.")
    def dimension(self) -> AskDimension:
        """In what asks differ."""
        return self.found.dimension

    @strawberry.field(description="The names of the usual arm and of the other one.")
    def arms(self) -> list[str]:
        """Two names."""
        return list(self.found.dimension.arms)

    @strawberry.field(description="The policy that draws now; null while everybody gets the usual arm.")
    def live(self) -> AskPolicy | None:
        """The one that passed last."""
        return AskPolicy(found=self.found.live) if self.found.live else None

    @strawberry.field(description="What was learned in the last nights, newest first.", metadata=costs(rows=7))
    def nights(self) -> list[AskPolicy]:
        """A week at most."""
        return [AskPolicy(found=each) for each in self.found.nights]

    @strawberry.field(
        description="What other ways of choosing would have brought, as valued last.", metadata=costs(rows=6)
    )
    def ways(self) -> list[AskWay]:
        """Those of which something is known."""
        return [AskWay(found=each) for each in self.found.ways]

    @strawberry.field(
        description="What the other arm adds to the share of yes of the usual one; null while one of them was hardly tried."
    )
    def between(self) -> Estimate | None:
        """The difference on the same rows."""
        return _estimate(self.found.between) if self.found.between else None


@strawberry.type(description="How the arms of asks are drawn, how that was judged, and whether asking helps.")
class AskPolicyReport:
    """Shows a `PolicyReport` of the domain."""

    found: strawberry.Private[PolicyReport]

    @strawberry.field(description="All dimensions.", metadata=costs(rows=len(AskDimension)))
    def dimensions(self) -> list[AskDimensionReport]:
        """In the order in which they are drawn."""
        return [AskDimensionReport(found=each) for each in self.found.dimensions]

    @strawberry.field(description="Whether asking helps; null while the holdout has fewer than five people.")
    def holdout(self) -> AskHoldout | None:
        """The two groups."""
        return AskHoldout(found=self.found.held) if self.found.held else None

    @strawberry.field(description="Whether you lend your name to asks.")
    def signing(self) -> bool:
        """The reader's own."""
        return self.found.signing


@strawberry.type
class AskPolicyQueries:
    """Belongs to Query."""

    @strawberry.field(
        description="How the arms of asks are drawn and whether asking helps, of the whole campaign. For organizers.",
        metadata=costs(60),
    )
    async def ask_policy_report(self, info: Info) -> AskPolicyReport:
        """The report."""
        return AskPolicyReport(found=await policy_report(info.context.actor))
