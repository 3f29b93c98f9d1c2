"""Reads a formula's JSON body strictly: what is not understood is refused, never ignored."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Any, TypeVar

from models.activity.errors import FormulaInvalid
from models.activity.rules.formula import WHOLE, Formula, KindRule, Quality, Rate, Step
from models.activity.tables import ActivityKind
from models.activity.words import UNITS

Choice = TypeVar("Choice", bound=StrEnum)

_MOST_POINTS = 10_000_000
_KIND_FIELDS = {"counts", "per", "points", "parity", "daily_cap", "steps", "plausible_per_hour"}


def parse_formula(version: int, valid_from: date, body: Any) -> Formula:
    """The formula that a JSON body describes. Raises FormulaInvalid, which says where and why."""
    fields = _object(body, "", {"quality", "daily_cap", "kinds"})
    kinds = _object(fields["kinds"], "kinds", {kind.value for kind in ActivityKind})
    return Formula(
        version=version,
        valid_from=valid_from,
        quality=_quality(fields["quality"]),
        daily_cap=_number(fields["daily_cap"], "daily_cap", 1, _MOST_POINTS),
        kinds={kind: _kind_rule(kinds[kind.value], f"kinds.{kind.value}") for kind in ActivityKind},
    )


def _quality(body: Any) -> Quality:
    names = ("corroborated", "provisional", "implausible")
    fields = _object(body, "quality", set(names))
    return Quality(*(_number(fields[name], f"quality.{name}", 0, WHOLE) for name in names))


def _kind_rule(body: Any, path: str) -> KindRule:
    fields = _object(body, path, _KIND_FIELDS)
    if fields["counts"] not in list(UNITS):
        raise FormulaInvalid(f"{path}.counts", f"is not one of {', '.join(sorted(UNITS))}.")
    return KindRule(
        counts=fields["counts"],
        per=_choice(fields["per"], f"{path}.per", Rate),
        points=_number(fields["points"], f"{path}.points", 0, 100 * WHOLE),
        parity=_number(fields["parity"], f"{path}.parity", 1, 10 * WHOLE),
        daily_cap=_number_or_none(fields["daily_cap"], f"{path}.daily_cap", _MOST_POINTS),
        steps=_steps(fields["steps"], f"{path}.steps"),
        plausible_per_hour=_number_or_none(fields["plausible_per_hour"], f"{path}.plausible_per_hour", 100_000),
    )


def _steps(body: Any, path: str) -> tuple[Step, ...]:
    if not isinstance(body, list):
        raise FormulaInvalid(path, "must be a list.")
    steps = tuple(_step(item, f"{path}.{number}") for number, item in enumerate(body))
    for earlier, later in pairwise(steps):
        if later.above <= earlier.above or later.share >= earlier.share:
            raise FormulaInvalid(path, "must rise in `above` and fall in `share`.")
    return steps


def _step(body: Any, path: str) -> Step:
    fields = _object(body, path, {"above", "share"})
    return Step(
        above=_number(fields["above"], f"{path}.above", 1, _MOST_POINTS),
        share=_number(fields["share"], f"{path}.share", 0, WHOLE - 1),
    )


def _object(body: Any, path: str, names: set[str]) -> Mapping[str, Any]:
    if not isinstance(body, Mapping):
        raise FormulaInvalid(path, "must be an object.")
    missing, unknown = names - body.keys(), body.keys() - names
    if missing:
        raise FormulaInvalid(path, f"lacks {', '.join(sorted(missing))}.")
    if unknown:
        raise FormulaInvalid(path, f"has unknown fields: {', '.join(sorted(map(str, unknown)))}.")
    return body


def _number(value: Any, path: str, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise FormulaInvalid(path, f"must be a whole number from {least} to {most}.")
    return value


def _number_or_none(value: Any, path: str, most: int) -> int | None:
    return None if value is None else _number(value, path, 1, most)


def _choice(value: Any, path: str, choices: type[Choice]) -> Choice:
    if value not in list(choices):
        raise FormulaInvalid(path, f"must be one of {', '.join(choices)}.")
    return choices(value)
