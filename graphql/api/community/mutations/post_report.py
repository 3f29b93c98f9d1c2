"""postReport."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.community.enums import ReportReason
from api.context import Info
from api.errors import CommonErrors
from models.community import actions


@strawberry.input(description="What should not stand, and why.")
class PostReportInput:
    """Input of postReport."""

    id: strawberry.ID = strawberry.field(description="The post.")
    reason: ReportReason = strawberry.field(description="Why.")


@strawberry.type(description="An organizer will look at it.")
class PostReportPayload:
    """What postReport answers."""

    reason: ReportReason = strawberry.field(description="Why, as you said it first.")


PostReportResult = Annotated[
    PostReportPayload | CommonErrors,
    strawberry.union("PostReportResult", description="What is noted, or why not."),
]


@strawberry.type
class PostReport:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Report a post of your team. It stands until an organizer has decided.")
    async def post_report(self, info: Info, input: Given[PostReportInput]) -> PostReportResult:
        """Report a post."""
        post_id = ids.row_id("Post", input.id)
        report = await actions.report_post(info.context.actor, post_id=post_id, reason=input.reason)
        return PostReportPayload(reason=report.reason)
