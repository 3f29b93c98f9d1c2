"""Relay connections over keyset pages: `Connection[Task]`, filled from a `Page` of the domain."""

from typing import Annotated, Any, Generic, TypeVar

import strawberry

from api.rows import wrap
from models.kernel.paging import Page

Item = TypeVar("Item")

First = Annotated[int | None, strawberry.argument(description="How many rows, 1 to 100; 20 if not said.")]
After = Annotated[str | None, strawberry.argument(description="The cursor of the row after which the page starts.")]


@strawberry.type(description="Where a page lies in its list.")
class PageInfo:
    """Relay's page info. Lists are read forwards only."""

    has_next_page: bool = strawberry.field(description="Whether more rows follow.")
    has_previous_page: bool = strawberry.field(description="Whether the page started after a cursor.")
    start_cursor: str | None = strawberry.field(description="The cursor of the first row.")
    end_cursor: str | None = strawberry.field(description="The cursor of the last row: the next page starts after it.")


@strawberry.type(description="A row and its place in the list.")
class Edge(Generic[Item]):
    """One row of a connection."""

    cursor: str = strawberry.field(description="The place of this row in the list.")
    node: Item = strawberry.field(description="The row.")


@strawberry.type(description="One page of a list, with a cursor for each row.")
class Connection(Generic[Item]):
    """A page of rows."""

    edges: list[Edge[Item]] = strawberry.field(description="The rows of this page.")
    page_info: PageInfo = strawberry.field(description="Whether there is more, and how to get it.")


def connect(shape: type[Item], page: Page[Any], after: str | None = None) -> Connection[Item]:
    """A connection out of a page of rows; `after` is the cursor that was asked for."""
    edges = [Edge(cursor=cursor, node=wrap(shape, row)) for row, cursor in zip(page.rows, page.cursors, strict=True)]
    info = PageInfo(
        has_next_page=page.has_next,
        has_previous_page=after is not None,
        start_cursor=page.cursors[0] if page.cursors else None,
        end_cursor=page.cursors[-1] if page.cursors else None,
    )
    return Connection(edges=edges, page_info=info)
