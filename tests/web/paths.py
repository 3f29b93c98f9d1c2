"""A path for every page, filled with the examples."""

from tests.web.harness import ORGANIZER, SIGNED_IN
from web.page import Audience, Page

FILLING = {"id": "T1", "token": "abc", "kind": "region", "window": "week", "code": "US-NY"}
QUERIES = {
    "places": "?country=US&postalCode=10009",
    "skills": "?skill=drive",
    "task_what_if": "?asked=yes&within=20&unit=km&anyAge=on",
}


def path_of(page: Page) -> str:
    """Where the page of an example is."""
    return page.path.format(**FILLING) + QUERIES.get(page.name, "")


def session_of(audience: Audience) -> str | None:
    """Who may see it."""
    return {Audience.SIGNED_IN: SIGNED_IN, Audience.ORGANIZERS: ORGANIZER}.get(audience)
