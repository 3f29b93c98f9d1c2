"""Publish a new version of the formula."""

from datetime import date
from typing import Annotated

import strawberry
from strawberry.scalars import JSON

from api.activity.formula import Formula
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from models.activity import actions


@strawberry.input(description="A new version of the formula, and from when on it holds.")
class FormulaPublishInput:
    """Input of formulaPublish."""

    body: JSON = strawberry.field(description="The formula, in the shape of `formula.body`.")
    valid_from: date = strawberry.field(description="The first day it scores: the day after tomorrow or later.")


@strawberry.type(description="The version is published, and never changes.")
class FormulaPublishPayload:
    """What formulaPublish answers."""

    formula: Formula = strawberry.field(description="The new version.")


FormulaPublishResult = Annotated[
    FormulaPublishPayload | CommonErrors,
    strawberry.union("FormulaPublishResult", description="The new version, or what is wrong with it."),
]


@strawberry.type
class FormulaPublish:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Publish a formula. For administrators of the whole campaign.")
    async def formula_publish(self, info: Info, input: Given[FormulaPublishInput]) -> FormulaPublishResult:
        """Store a version."""
        formula = await actions.publish_formula(info.context.actor, body=input.body, valid_from=input.valid_from)
        return FormulaPublishPayload(formula=Formula(rules=formula))
