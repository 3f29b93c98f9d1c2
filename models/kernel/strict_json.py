"""Reads JSON strictly: what is not understood is refused with its place, never ignored."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any, TypeVar

Choice = TypeVar("Choice", bound=StrEnum)


class Malformed(Exception):
    """Something is not as it must be: `path` says where (such as `kinds.canvass.points`), `problem` what."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(path, problem)
        self.path = path
        self.problem = problem


def as_object(body: Any, path: str, names: set[str], optional: Collection[str] = ()) -> Mapping[str, Any]:
    """An object that has all of `names`, and of others only `optional` ones."""
    if not isinstance(body, Mapping):
        raise Malformed(path, "must be an object.")
    missing, unknown = names - body.keys(), body.keys() - names.union(optional)
    if missing:
        raise Malformed(path, f"lacks {', '.join(sorted(missing))}.")
    if unknown:
        raise Malformed(path, f"has unknown fields: {', '.join(sorted(map(str, unknown)))}.")
    return body


def as_list(body: Any, path: str) -> list[Any]:
    """A list."""
    if not isinstance(body, list):
        raise Malformed(path, "must be a list.")
    return body


def as_number(value: Any, path: str, least: int, most: int) -> int:
    """A whole number within bounds."""
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise Malformed(path, f"must be a whole number from {least} to {most}.")
    return value


def as_choice(value: Any, path: str, choices: type[Choice]) -> Choice:
    """A member of an enum, by its value."""
    if not isinstance(value, str) or value not in list(choices):
        raise Malformed(path, f"must be one of {', '.join(choices)}.")
    return choices(value)


def as_text(value: Any, path: str, longest: int) -> str:
    """A text that is not empty."""
    if not isinstance(value, str) or not 0 < len(value.strip()) <= longest:
        raise Malformed(path, f"must be a text of 1 to {longest} characters.")
    return value.strip()
