"""From a mutation's answer to the problems that a form shows beside its fields."""

from typing import Any

from models.kernel.words import lazy
from web.form import Problem

MESSAGES = {
    "RATE_LIMITED": lazy("That was a lot in a short time. Please wait a minute and send it again."),
    "INTERNAL": lazy("Something went wrong on our side. What you typed is still here; please send it again."),
}
STALE = Problem(
    lazy("This page had been open for a while. What you typed is still here; please send it again."), code="STALE"
)


def problems_of(result: dict[str, Any] | None, faults: list[str]) -> list[Problem]:
    """What a mutation refused; empty if it was done."""
    if result is None:
        code = faults[0] if faults else "INTERNAL"
        return [Problem(MESSAGES.get(code, MESSAGES["INTERNAL"]), code=code)]
    if "message" not in result or "code" not in result:
        return []
    own = {"__typename", "message", "code", "field"}
    details = {name: value for name, value in result.items() if name not in own}
    return [Problem(result["message"], result["field"], result["code"], details)]
