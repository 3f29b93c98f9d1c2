"""What a field costs, as its definition says: `strawberry.field(description=…, metadata=costs(rows=12))`."""

from dataclasses import dataclass
from typing import Any

from graphql import GraphQLField, GraphQLList, GraphQLNamedType, GraphQLNonNull

ROWS_DEFAULT = 10
_KEY = "groundswell.costs"
_DEFINITION = "strawberry-definition"


@dataclass(frozen=True, slots=True)
class Costs:
    """`each`: what one value costs beyond being a field; `rows`: how long the list gets; `guard`: the door it passes."""

    each: int = 0
    rows: int | None = None
    guard: str | None = None


PLAIN = Costs()


def costs(each: int = 0, *, rows: int | None = None, guard: str | None = None) -> dict[str, Costs]:
    """
    Metadata of a field.

    `each` is in fields (a query of the database is worth about 20); `rows` the expected length of a plain list.
    `guard="sign-in"` on a mutation: few attempts per address, and none while they cannot be counted.
    """
    return {_KEY: Costs(each, rows, guard)}


def costs_of(definition: GraphQLField | None) -> Costs:
    """What the definition of a field in the schema says."""
    field: Any = definition.extensions.get(_DEFINITION) if definition else None
    found: Costs = (field.metadata or {}).get(_KEY, PLAIN) if field is not None else PLAIN
    return found


def rows_of(parent: GraphQLNamedType | None, name: str, definition: GraphQLField, said: Costs) -> int:
    """
    How many values a field without `first` has. The edges of a connection count as one: `first` of the connection
    has multiplied already.
    """
    if said.rows is not None:
        return said.rows
    if not _is_list(definition):
        return 1
    is_edges = name == "edges" and parent is not None and parent.name.endswith("Connection")
    return 1 if is_edges else ROWS_DEFAULT


def _is_list(definition: GraphQLField) -> bool:
    kind = definition.type.of_type if isinstance(definition.type, GraphQLNonNull) else definition.type
    return isinstance(kind, GraphQLList)
