"""What has an id: the interface Node, and the one table of how each type of it is fetched."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

import strawberry

from api import ids
from api.context import Context, Info
from api.loaders import Loader

NODES: dict[str, type["Node"]] = {}


@strawberry.interface(description="Anything that has an id by which it can be fetched again.")
class Node:
    """
    Say which rows a type shows, and which loader fetches one: `class Task(Node, row=tables.Task, loader=task_by_id)`.

    The loader must start from `visible_to(actor)`, for `node(id)` asks nobody else. Without one, `node(id)` finds none.
    """

    row_types: ClassVar[tuple[type, ...]] = ()
    loader: ClassVar[Any] = None

    def __init_subclass__(cls, *, row: type | tuple[type, ...] = (), loader: Loader[UUID, Any] | None = None) -> None:
        super().__init_subclass__()
        cls.row_types = row if isinstance(row, tuple) else (row,)
        cls.loader = staticmethod(loader) if loader else None
        NODES[cls.__name__] = cls

    @strawberry.field(description="Opaque: keep it, send it back, read nothing from it.")
    def id(self, info: Info) -> strawberry.ID:
        """The global id, with the name of the type inside."""
        return strawberry.ID(ids.global_id(info._raw_info.parent_type.name, UUID(str(_id_of(self)))))

    @classmethod
    def is_type_of(cls, value: object, _info: object) -> bool:
        """Rows are shown as they are, so the type of a row says what it is."""
        return isinstance(value, (cls, *cls.row_types))


def _id_of(row: Any) -> object:
    return row["id"] if isinstance(row, Mapping) else row.id


async def fetch_node(context: Context, given: str) -> Any | None:
    """The row of a global id, or None if there is none, or none for this actor."""
    parsed = ids.parse(given)
    kind = NODES.get(parsed[0]) if parsed else None
    if parsed is None or kind is None or kind.loader is None:
        return None
    return await context.load(kind.loader, parsed[1])
