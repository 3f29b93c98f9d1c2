"""
Rows as GraphQL objects, at no cost.

A resolver returns the row it got from the domain; the fields of the GraphQL type are attributes of the row (an
attribute costs 3.6 µs, a resolver 6 to 13: `scale.md`). For the type checker `wrap` says so; at run time it does nothing.
"""

from collections.abc import Iterable
from typing import TypeVar, cast

Shape = TypeVar("Shape")


def wrap(shape: type[Shape], row: object) -> Shape:  # noqa: ARG001 (the type is for the type checker)
    """The row, to be shown in the shape of a GraphQL type. Its methods are resolvers; nothing else may call them."""
    return cast("Shape", row)


def wrap_or_none(shape: type[Shape], row: object | None) -> Shape | None:
    """`wrap`, for a row that may be missing."""
    return None if row is None else wrap(shape, row)


def wrap_all(shape: type[Shape], rows: Iterable[object]) -> list[Shape]:
    """`wrap` for each row of a list."""
    return [wrap(shape, row) for row in rows]
