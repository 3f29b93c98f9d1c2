"""How likely people say yes, come, and come back: the models, and whether they keep their word."""

from datetime import datetime

import strawberry

from api.context import Info
from api.costs import costs
from api.enums import described
from models.matching import queries
from models.matching.chances import Bin, ChanceKind, ChanceVerdict
from models.matching.chances.words import word_bin

described(
    ChanceKind,
    "Of what there is a chance.",
    YES="Somebody who is asked says yes.",
    SHOW="Somebody who has a place in a shift comes.",
    AGAIN="Somebody who was active this week is active in the next one.",
)
described(
    ChanceVerdict,
    "Whether what was learned is in use, or why the base rate is.",
    IN_USE="It is in use: it kept its word on outcomes that it had not seen.",
    TOO_FEW="Fewer than 500 outcomes are known.",
    NOT_CALIBRATED="It promised too much or too little: the calibration error is above 0.05.",
    NO_BETTER="It was no better than giving everybody the same chance.",
)


@strawberry.type(description="Those to whom a chance within a range was given, and how many of them did it.")
class ChanceBin:
    """Shows a `Bin` of the domain."""

    kind: strawberry.Private[ChanceKind]
    found: strawberry.Private[Bin]

    @strawberry.field(description="Where the range begins, 0 to 1.")
    def low(self) -> float:
        """The lower edge."""
        return self.found.low

    @strawberry.field(description="Where it ends.")
    def high(self) -> float:
        """The upper edge."""
        return self.found.high

    @strawberry.field(description="How many outcomes there were.")
    def outcomes(self) -> int:
        """The size of the bin."""
        return self.found.outcomes

    @strawberry.field(description="The chance that they were given on average.")
    def given(self) -> float:
        """The mean prediction."""
        return round(self.found.given, 4)

    @strawberry.field(description="The share of them who did it.")
    def share(self) -> float:
        """What happened."""
        return round(self.found.share, 4)

    @strawberry.field(
        description="Where that share may lie, by chance alone: the lower end of its 95 percent interval."
    )
    def share_from(self) -> float:
        """The lower end."""
        return round(self.found.interval[0], 4)

    @strawberry.field(description="The upper end of that interval.")
    def share_to(self) -> float:
        """The upper end."""
        return round(self.found.interval[1], 4)

    @strawberry.field(description="All of it as a sentence, in your language.")
    def text(self, info: Info) -> str:
        """In words."""
        return word_bin(self.kind, self.found, info.context.language)


@strawberry.type(description="How a chance is told, as learned last night, and how good that was on unseen outcomes.")
class ChanceModel:
    """Shows a `ChanceSummary` of the domain."""

    found: strawberry.Private[queries.ChanceSummary]

    @strawberry.field(description="Of what it is the chance.")
    def kind(self) -> ChanceKind:
        """The kind."""
        return self.found.kind

    @strawberry.field(description="Each night's model has the next number.")
    def version(self) -> int:
        """The version."""
        return self.found.version

    @strawberry.field(description="When it was learned.")
    def fitted_at(self) -> datetime:
        """The moment."""
        return self.found.fitted_at

    @strawberry.field(description="Whether what was learned is in use, or why the shrunken base rate is.")
    def verdict(self) -> ChanceVerdict:
        """In use or not."""
        return self.found.verdict

    @strawberry.field(description="Whether the outcomes are made up: those of a demo campaign.")
    def made_up(self) -> bool:
        """Synthetic or not."""
        return self.found.made_up

    @strawberry.field(description="On how many held-out outcomes the figures stand.")
    def outcomes(self) -> int:
        """How many."""
        return self.found.outcomes

    @strawberry.field(description="How far chances are from what happened, on average (expected calibration error).")
    def error(self) -> float:
        """Over ten bins of equal width or of equal size, the worse of the two."""
        return round(self.found.error, 4)

    @strawberry.field(description="The mean squared error of what is in use (Brier score); less is better.")
    def brier(self) -> float:
        """Of each single outcome."""
        return round(self.found.brier, 4)

    @strawberry.field(description="The same if everybody were given the same chance.")
    def base_brier(self) -> float:
        """What it has to beat."""
        return round(self.found.base_brier, 4)

    @strawberry.field(
        description="The reliability curve, by tenths of the scale; without those with fewer than five outcomes.",
        metadata=costs(rows=10),
    )
    def bins(self) -> list[ChanceBin]:
        """From the lowest chances to the highest."""
        return [ChanceBin(kind=self.found.kind, found=each) for each in self.found.bins]

    @strawberry.field(
        description="How many outcomes are left out of the curve because they are too few in their tenth."
    )
    def few(self) -> int:
        """How many."""
        return self.found.few


@strawberry.type
class ChanceQueries:
    """Belongs to Query."""

    @strawberry.field(
        description="How chances are told today, and whether they keep their word; null unless you organize.",
        metadata=costs(20, rows=3),
    )
    async def chance_models(self, info: Info) -> list[ChanceModel] | None:
        """The models in use."""
        found = await queries.chance_models(info.context.actor)
        return None if found is None else [ChanceModel(found=each) for each in found]
