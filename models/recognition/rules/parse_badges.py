"""Reads a set of badges from JSON, strictly."""

import re
from collections.abc import Mapping
from typing import Any

from models.activity.tables import ActivityKind
from models.kernel.strict_json import Malformed, as_choice, as_list, as_number, as_object, as_text
from models.recognition.errors import BadgesInvalid
from models.recognition.rules.badges import BadgeRule, BadgeWindow, Measure

MOST_BADGES = 20
"""Few (`rules.md` G11)."""
_MOST = 1_000_000
_FIELDS = {"code", "title", "text", "measure", "window", "threshold"}
_CODE = re.compile(r"[a-z][a-z0-9_]{1,39}")


def parse_badges(body: Any) -> tuple[BadgeRule, ...]:
    """
    The badges that a JSON list describes: objects with `code`, `title` and `text` (by language, `en` at least),
    `measure`, `window`, `threshold` and, if wanted, `kinds`. Raises BadgesInvalid, which says where and why.
    """
    try:
        rules = tuple(_rule(item, str(number)) for number, item in enumerate(as_list(body, "")))
        _ensure_few_and_different(rules)
    except Malformed as found:
        raise BadgesInvalid(found.path, found.problem) from None
    return rules


def _ensure_few_and_different(rules: tuple[BadgeRule, ...]) -> None:
    if not 1 <= len(rules) <= MOST_BADGES:
        raise Malformed("", f"must have 1 to {MOST_BADGES} badges.")
    codes = [rule.code for rule in rules]
    for number, code in enumerate(codes):
        if code in codes[:number]:
            raise Malformed(f"{number}.code", "is there twice.")


def _rule(body: Any, path: str) -> BadgeRule:
    fields = as_object(body, path, _FIELDS, {"kinds"})
    if not isinstance(fields["code"], str) or not _CODE.fullmatch(fields["code"]):
        raise Malformed(f"{path}.code", "must have 2 to 40 small letters, digits or underscores.")
    kinds = as_list(fields.get("kinds", []), f"{path}.kinds")
    return BadgeRule(
        code=fields["code"],
        title=_words(fields["title"], f"{path}.title", 60),
        text=_words(fields["text"], f"{path}.text", 200),
        measure=as_choice(fields["measure"], f"{path}.measure", Measure),
        kinds=frozenset(as_choice(kind, f"{path}.kinds", ActivityKind) for kind in kinds),
        window=as_choice(fields["window"], f"{path}.window", BadgeWindow),
        threshold=as_number(fields["threshold"], f"{path}.threshold", 1, _MOST),
    )


def _words(body: Any, path: str, longest: int) -> Mapping[str, str]:
    if not isinstance(body, Mapping) or "en" not in body:
        raise Malformed(path, "must have the words by language, in `en` at least.")
    return {str(language): as_text(words, f"{path}.{language}", longest) for language, words in body.items()}
