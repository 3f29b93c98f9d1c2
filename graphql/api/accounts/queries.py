"""Queries about the account, and the query that fetches anything by its id."""

from typing import Annotated

import strawberry

from api.accounts.types import AccountInfo
from api.context import Info
from api.node import Node, fetch_node
from api.rows import wrap, wrap_or_none


@strawberry.type
class AccountQueries:
    """Belongs to Query."""

    @strawberry.field(description="The campaign that this site belongs to.")
    def account(self, info: Info) -> AccountInfo:
        """The account of the request's host."""
        return wrap(AccountInfo, info.context.account)

    @strawberry.field(description="Whatever has this id, if there is such a thing and you may see it.")
    async def node(
        self,
        info: Info,
        id: Annotated[strawberry.ID, strawberry.argument(description="An id that the API gave out.")],
    ) -> Node | None:
        """Unknown, malformed and forbidden ids all answer null."""
        return wrap_or_none(Node, await fetch_node(info.context, id))
