"""The formula by which work becomes points: public, versioned."""

from datetime import date

import strawberry
from strawberry.scalars import JSON

from api.activity.kinds import ActivityKind
from api.context import Info
from api.costs import costs
from models.activity import queries, rules
from models.activity.words import name_of_unit
from models.kernel import clock
from models.kernel.words import gettext


@strawberry.type(description="How one kind of work scores.")
class FormulaKind:
    """Shows a `KindRule` beside its kind."""

    rule: strawberry.Private[rules.KindRule]
    kind: ActivityKind = strawberry.field(description="The kind of work.")

    @strawberry.field(description="What is paid for, in your language: minutes, or what is counted.")
    def unit(self, info: Info) -> str:
        """`minutes`, or the counted unit."""
        language = info.context.language
        if self.rule.per is rules.Rate.MINUTE:
            return gettext(language, "minutes")
        return name_of_unit(self.rule.counts, language)

    @strawberry.field(description="What is counted, in your language: doors, calls, meals, …")
    def counts(self, info: Info) -> str:
        """The counted unit."""
        return name_of_unit(self.rule.counts, info.context.language)

    @strawberry.field(description="Thousandths of a point for each unit that is paid for.")
    def points_per_unit(self) -> int:
        """The rate, parity included."""
        return self.rule.points * self.rule.parity // rules.WHOLE

    @strawberry.field(description="The most that this kind brings in a day, in thousandths of a point; null: no limit.")
    def daily_cap(self) -> int | None:
        """The cap of the kind."""
        return self.rule.daily_cap

    @strawberry.field(
        description="More of what is counted in an hour waits for somebody to look at it; null: no limit."
    )
    def plausible_per_hour(self) -> int | None:
        """The rate that counts as possible."""
        return self.rule.plausible_per_hour


@strawberry.type(description="Kinds of work that together bring at most so much.")
class FormulaGroup:
    """Shows a `Group` of the domain."""

    kinds: list[ActivityKind] = strawberry.field(description="The kinds of work.")
    daily_cap: int = strawberry.field(description="The most they bring in a day together, in thousandths of a point.")


@strawberry.type(description="One version of the formula. It never changes; a better one is a new version.")
class Formula:
    """Shows a `Formula` of the domain."""

    rules: strawberry.Private[rules.Formula]

    @strawberry.field(description="Its number, which every ledger entry names.")
    def version(self) -> int:
        """The version."""
        return self.rules.version

    @strawberry.field(description="The first day that it scores.")
    def valid_from(self) -> date:
        """The first local date."""
        return self.rules.valid_from

    @strawberry.field(description="The most that a day brings, in thousandths of a point.")
    def daily_cap(self) -> int:
        """The cap of all kinds together."""
        return self.rules.daily_cap

    @strawberry.field(description="The last day that it scores; null: until a later version does.")
    def last_day(self) -> date | None:
        """The last local date."""
        return self.rules.last_day

    @strawberry.field(description="The version as data: what formulaPreview and formulaPublish take.")
    def body(self) -> JSON:
        """The JSON body."""
        return JSON(rules.body_of(self.rules))

    @strawberry.field(description="Kinds of work that share a cap.", metadata=costs(rows=3))
    def groups(self) -> list[FormulaGroup]:
        """Groups of kinds."""
        return [FormulaGroup(kinds=sorted(each.kinds), daily_cap=each.daily_cap) for each in self.rules.groups]

    @strawberry.field(description="How each kind of work scores.", metadata=costs(rows=25))
    def kinds(self) -> list[FormulaKind]:
        """Every kind."""
        return [FormulaKind(kind=kind, rule=rule) for kind, rule in self.rules.kinds.items()]

    @strawberry.field(description="The whole formula in words, one rule a line, in your language.")
    def card(self, info: Info) -> str:
        """The public card."""
        return queries.formula_card(self.rules, info.context.language)


@strawberry.type
class FormulaQueries:
    """Belongs to Query."""

    @strawberry.field(description="The formula that scores work done today. Public.", metadata=costs(20))
    async def formula(self, info: Info) -> Formula:
        """The formula of today, where the campaign is at home."""
        account = info.context.account
        today = clock.local_date(clock.now(), account.time_zone)
        return Formula(rules=await queries.formula_on(account.id, today))
