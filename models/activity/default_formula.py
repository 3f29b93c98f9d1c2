"""The formula that comes with Groundswell: version 1 of every account, until the account publishes its own."""

from datetime import date
from functools import cache
from importlib.resources import files

import orjson

from models.activity.rules import Formula, parse_formula

DEFAULT_VERSION = 1


@cache
def default_formula() -> Formula:
    """Version 1. Its data never changes, so that old seasons recompute to the same sums; a better one is a new version."""
    body = files("models.activity").joinpath("formulas", "version_1.json").read_bytes()
    return parse_formula(DEFAULT_VERSION, date.min, orjson.loads(body))
