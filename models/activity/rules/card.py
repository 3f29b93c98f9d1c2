"""The public card: the whole formula in plain words."""

from models.activity.rules.explain import points_in_words
from models.activity.rules.formula import WHOLE, Formula, KindRule, Rate
from models.activity.rules.standing import SHORTEST_MINUTES
from models.activity.tables import ActivityKind
from models.activity.words import name_of_kind, name_of_unit
from models.kernel.words import gettext


def put_into_words(formula: Formula, language: str) -> str:
    """One sentence a line; nothing that decides about points is left out."""
    return "\n".join([*_rules_for_all(formula, language), *_kinds(formula, language)])


def _rules_for_all(formula: Formula, language: str) -> list[str]:
    quality = formula.quality
    return [
        gettext(language, "How points are counted, version {version}.", version=formula.version),
        gettext(language, "Every kind of work has its line below, and five minutes count as well."),
        gettext(
            language,
            "What somebody has seen or confirmed counts {corroborated} %, what nobody has confirmed yet counts "
            "{provisional} %, and numbers that look like a slip count {implausible} %: somebody has to look first.",
            corroborated=_percent(quality.corroborated),
            provisional=_percent(quality.provisional),
            implausible=_percent(quality.implausible),
        ),
        gettext(
            language,
            "Rates are judged over at least {minutes} minutes.",
            minutes=SHORTEST_MINUTES,
        ),
        gettext(
            language,
            "One day brings at most {points} points, whatever you do. Rest.",
            points=points_in_words(formula.daily_cap),
        ),
        gettext(
            language,
            "The points of a day depend only on its work, in the order in which it was done, whenever it is reported.",
        ),
    ]


def _kinds(formula: Formula, language: str) -> list[str]:
    lines = []
    for kind, rule in formula.kinds.items():
        parts = [_pay(kind, rule, language), *_steps(rule, language), *_limits(rule, language)]
        lines.append(" ".join(parts))
    return lines


def _pay(kind: ActivityKind, rule: KindRule, language: str) -> str:
    points = points_in_words(rule.points * rule.parity // WHOLE)
    name, unit = name_of_kind(kind, language), name_of_unit(rule.counts, language)
    if rule.per is Rate.MINUTE:
        return gettext(language, "{kind}: {points} points a minute.", kind=name, points=points)
    return gettext(language, "{kind}: {points} points each ({unit}).", kind=name, points=points, unit=unit)


def _steps(rule: KindRule, language: str) -> list[str]:
    return [
        gettext(
            language,
            "What goes beyond {points} points a day counts {share} %.",
            points=points_in_words(step.above),
            share=_percent(step.share),
        )
        for step in rule.steps
    ]


def _limits(rule: KindRule, language: str) -> list[str]:
    limits = []
    if rule.daily_cap is not None:
        limits.append(gettext(language, "At most {points} points a day.", points=points_in_words(rule.daily_cap)))
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


def _percent(thousandths: int) -> str:
    return points_in_words(thousandths * 100)
