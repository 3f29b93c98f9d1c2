"""Reads a formula's JSON body strictly: what is not understood is refused, never ignored."""

from dataclasses import asdict
from datetime import date
from itertools import pairwise
from typing import Any

from models.activity.errors import FormulaInvalid
from models.activity.rules.formula import WHOLE, Formula, Group, KindRule, Plausibility, Quality, Rate, Step
from models.activity.tables import ActivityKind
from models.activity.words import UNITS
from models.kernel.strict_json import Malformed, as_choice, as_list, as_number, as_object

_MOST_POINTS = 10_000_000
_KIND_FIELDS = {"counts", "per", "points", "parity", "daily_cap", "steps", "plausible_per_hour"}


def parse_formula(version: int, valid_from: date, body: Any) -> Formula:
    """
    The formula that a JSON body describes: `quality`, `daily_cap` and `kinds`, and if wanted `groups` (a list of
    `{kinds, daily_cap}`), `last_day` (an ISO date) and `plausibility` (`{fastest_kmh, most_an_hour, least_alike}`).

    Raises FormulaInvalid, which says where and why.
    """
    try:
        return _formula(version, valid_from, body)
    except Malformed as found:
        raise FormulaInvalid(found.path, found.problem) from None


def _formula(version: int, valid_from: date, body: Any) -> Formula:
    fields = as_object(body, "", {"quality", "daily_cap", "kinds"}, {"groups", "last_day", "plausibility"})
    kinds = as_object(fields["kinds"], "kinds", {kind.value for kind in ActivityKind})
    return Formula(
        version=version,
        valid_from=valid_from,
        quality=_quality(fields["quality"]),
        daily_cap=as_number(fields["daily_cap"], "daily_cap", 1, _MOST_POINTS),
        kinds={kind: _kind_rule(kinds[kind.value], f"kinds.{kind.value}") for kind in ActivityKind},
        groups=_groups(fields.get("groups", [])),
        last_day=_last_day(fields.get("last_day"), valid_from),
        plausibility=_plausibility(fields.get("plausibility", {})),
    )


def body_of(formula: Formula) -> dict[str, Any]:
    """The JSON body of a formula: parsing it again gives the same formula."""
    body = asdict(formula)
    groups = [{"kinds": sorted(group.kinds), "daily_cap": group.daily_cap} for group in formula.groups]
    kinds = {kind.value: body["kinds"][kind] | {"steps": list(body["kinds"][kind]["steps"])} for kind in formula.kinds}
    fields = {"quality": body["quality"], "daily_cap": formula.daily_cap, "kinds": kinds}
    if formula.last_day is not None:
        fields["last_day"] = formula.last_day.isoformat()
    if formula.plausibility != Plausibility():
        fields["plausibility"] = body["plausibility"]
    return fields | {"groups": groups} if groups else fields


def _plausibility(body: Any) -> Plausibility:
    usual = asdict(Plausibility())
    fields = {**usual, **as_object(body, "plausibility", set(), usual)}
    return Plausibility(
        fastest_kmh=as_number(fields["fastest_kmh"], "plausibility.fastest_kmh", 10, 1000),
        most_an_hour=as_number(fields["most_an_hour"], "plausibility.most_an_hour", 2, 1000),
        least_alike=as_number(fields["least_alike"], "plausibility.least_alike", 1, 100_000),
    )


def _groups(body: Any) -> tuple[Group, ...]:
    groups = tuple(_group(item, f"groups.{number}") for number, item in enumerate(as_list(body, "groups")))
    for number, group in enumerate(groups):
        if any(group.kinds & earlier.kinds for earlier in groups[:number]):
            raise Malformed(f"groups.{number}.kinds", "has a kind that is in another group already.")
    return groups


def _group(body: Any, path: str) -> Group:
    fields = as_object(body, path, {"kinds", "daily_cap"})
    kinds = [as_choice(kind, f"{path}.kinds", ActivityKind) for kind in as_list(fields["kinds"], f"{path}.kinds")]
    if len(set(kinds)) < max(len(kinds), 2):
        raise Malformed(f"{path}.kinds", "must name two or more kinds, each once.")
    return Group(frozenset(kinds), as_number(fields["daily_cap"], f"{path}.daily_cap", 1, _MOST_POINTS))


def _last_day(body: Any, valid_from: date) -> date | None:
    if body is None:
        return None
    try:
        last_day = date.fromisoformat(body)
    except (TypeError, ValueError):
        raise Malformed("last_day", "must be a date such as 2026-11-03.") from None
    if last_day < valid_from:
        raise Malformed("last_day", "lies before the first day.")
    return last_day


def _quality(body: Any) -> Quality:
    names = ("corroborated", "provisional", "implausible")
    fields = as_object(body, "quality", set(names))
    return Quality(*(as_number(fields[name], f"quality.{name}", 0, WHOLE) for name in names))


def _kind_rule(body: Any, path: str) -> KindRule:
    fields = as_object(body, path, _KIND_FIELDS)
    if fields["counts"] not in list(UNITS):
        raise Malformed(f"{path}.counts", f"is not one of {', '.join(sorted(UNITS))}.")
    return KindRule(
        counts=fields["counts"],
        per=as_choice(fields["per"], f"{path}.per", Rate),
        points=as_number(fields["points"], f"{path}.points", 0, 100 * WHOLE),
        parity=as_number(fields["parity"], f"{path}.parity", 1, 10 * WHOLE),
        daily_cap=_number_or_none(fields["daily_cap"], f"{path}.daily_cap", _MOST_POINTS),
        steps=_steps(fields["steps"], f"{path}.steps"),
        plausible_per_hour=_number_or_none(fields["plausible_per_hour"], f"{path}.plausible_per_hour", 100_000),
    )


def _steps(body: Any, path: str) -> tuple[Step, ...]:
    steps = tuple(_step(item, f"{path}.{number}") for number, item in enumerate(as_list(body, path)))
    for earlier, later in pairwise(steps):
        if later.above <= earlier.above or later.share >= earlier.share:
            raise Malformed(path, "must rise in `above` and fall in `share`.")
    return steps


def _step(body: Any, path: str) -> Step:
    fields = as_object(body, path, {"above", "share"})
    return Step(
        above=as_number(fields["above"], f"{path}.above", 1, _MOST_POINTS),
        share=as_number(fields["share"], f"{path}.share", 0, WHOLE - 1),
    )


def _number_or_none(value: Any, path: str, most: int) -> int | None:
    return None if value is None else as_number(value, path, 1, most)
