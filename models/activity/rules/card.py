"""The public card: the whole formula in plain words."""

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit

from models.activity.rules.formula import WHOLE, Formula, KindRule, Rate
from models.activity.rules.standing import SHORTEST_MINUTES
from models.activity.tables import ActivityKind
from models.activity.words import count_points, name_of_kind, name_of_unit
from models.kernel.words import gettext


def put_into_words(formula: Formula, language: str) -> str:
    """One sentence a line; nothing that decides about points is left out."""
    return "\n".join([*_rules_for_all(formula, language), *_groups(formula, language), *_kinds(formula, language)])


def _groups(formula: Formula, language: str) -> list[str]:
    return [
        gettext(
            language,
            "{kinds} bring at most {points} a day together.",
            kinds=format_list([name_of_kind(kind, language) for kind in sorted(group.kinds)], locale=language),
            points=count_points(group.daily_cap, language),
        )
        for group in formula.groups
    ]


def _rules_for_all(formula: Formula, language: str) -> list[str]:
    quality = formula.quality
    return [
        gettext(language, "How points are counted, version {version}.", version=formula.version),
        *_last_day(formula, language),
        gettext(language, "Every kind of work has its line below, and five minutes count as well."),
        gettext(
            language,
            "What somebody has seen or confirmed counts {corroborated} %, what nobody has confirmed yet counts "
            "{provisional} %, and numbers that look like a slip count {implausible} %: somebody has to look first.",
            corroborated=_percent(quality.corroborated, language),
            provisional=_percent(quality.provisional, language),
            implausible=_percent(quality.implausible, language),
        ),
        gettext(
            language,
            "Rates are judged over at least {minutes} minutes.",
            minutes=SHORTEST_MINUTES,
        ),
        gettext(
            language,
            "Somebody also looks at more pieces of work than {number} begun within an hour, at ways faster than {speed} "
            "between two places, and at two people with the same number for the same time. It counts as not confirmed until then.",
            number=formula.plausibility.most_an_hour,
            speed=format_unit(formula.plausibility.fastest_kmh, "kilometer-per-hour", length="short", locale=language),
        ),
        gettext(
            language,
            "One day brings at most {points}, whatever you do. Rest.",
            points=count_points(formula.daily_cap, language),
        ),
        gettext(
            language,
            "The points of a day depend only on its work, in the order in which it was done, whenever it is reported.",
        ),
    ]


def _last_day(formula: Formula, language: str) -> list[str]:
    if formula.last_day is None:
        return []
    day = format_date(formula.last_day, "long", locale=language)
    return [gettext(language, "It holds until {day}; after that, points are counted as before.", day=day)]


def _kinds(formula: Formula, language: str) -> list[str]:
    lines = []
    for kind, rule in formula.kinds.items():
        parts = [_pay(kind, rule, language), *_steps(rule, language), *_limits(rule, language)]
        lines.append(" ".join(parts))
    return lines


def _pay(kind: ActivityKind, rule: KindRule, language: str) -> str:
    points = count_points(rule.points * rule.parity // WHOLE, language)
    name, unit = name_of_kind(kind, language), name_of_unit(rule.counts, language)
    if rule.per is Rate.MINUTE:
        return gettext(language, "{kind}: {points} a minute.", kind=name, points=points)
    return gettext(language, "{kind}: {points} each ({unit}).", kind=name, points=points, unit=unit)


def _steps(rule: KindRule, language: str) -> list[str]:
    return [
        gettext(
            language,
            "What goes beyond {points} a day counts {share} %.",
            points=count_points(step.above, language),
            share=_percent(step.share, language),
        )
        for step in rule.steps
    ]


def _limits(rule: KindRule, language: str) -> list[str]:
    limits = []
    if rule.daily_cap is not None:
        limits.append(gettext(language, "At most {points} a day.", points=count_points(rule.daily_cap, language)))
    if rule.plausible_per_hour is not None:
        limits.append(
            gettext(
                language,
                "More than {number} an hour ({unit}) look like a slip.",
                number=rule.plausible_per_hour,
                unit=name_of_unit(rule.counts, language),
            )
        )
    return limits


def _percent(thousandths: int, language: str) -> str:
    return format_decimal(thousandths / 10, locale=language)
