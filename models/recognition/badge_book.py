"""The badges of an account: those it published last, or those that come with Groundswell."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID

import orjson

from models.recognition.rules.badges import BadgeRule
from models.recognition.rules.parse_badges import parse_badges
from models.recognition.tables import BadgeSet

DEFAULT_VERSION = 1


@dataclass(frozen=True, slots=True)
class BadgeBook:
    """A version of the badges; `body` is what it was read from."""

    version: int
    rules: tuple[BadgeRule, ...]
    body: Any


@cache
def default_badges() -> BadgeBook:
    """Version 1 of every account. Its data never changes; a better one is a new version."""
    body = orjson.loads(files("models.recognition").joinpath("badges", "version_1.json").read_bytes())
    return BadgeBook(DEFAULT_VERSION, parse_badges(body), body)


async def badge_book(account_id: UUID) -> BadgeBook:
    """The latest version."""
    latest = await BadgeSet.filter(account_id=account_id).order_by("-version").first()
    return default_badges() if latest is None else BadgeBook(latest.version, parse_badges(latest.body), latest.body)
