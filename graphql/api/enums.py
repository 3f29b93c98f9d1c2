"""Enums of the domain as GraphQL enums, each value with its description."""

from enum import Enum
from typing import TypeVar

import strawberry

Kind = TypeVar("Kind", bound=Enum)


def described(kind: type[Kind], description: str, **values: str) -> type[Kind]:
    """
    Make an enum known to GraphQL: `described(TaskStatus, "What became of it.", OPEN="People can sign up.", …)`.

    Call it once, where the domain's types are; annotate with the class itself (`tables.TaskStatus`), which comes back.
    Raises ValueError when a member has no description, or a description no member.
    """
    names = {member.name for member in kind}
    if names != values.keys():
        raise ValueError(f"{kind.__name__}: describe exactly its members; not matched: {sorted(names ^ values.keys())}")
    known = strawberry.enum(kind, description=description)
    for value in known.__strawberry_definition__.values:  # type: ignore[attr-defined]
        value.description = values[value.name]
    return known
