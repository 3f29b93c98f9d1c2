"""What the commands share: the terminal they write to, and refusals in words instead of tracebacks."""

import asyncio
import os
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import typer
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from rich.console import Console

from models.kernel.errors import DomainError
from server.connections import AddressMissing
from server.database import DatabaseUnavailable
from server.embedded.errors import EmbeddedServerError
from server.environment_example import name_in_environment
from server.logging import configure_logging
from server.mail import KeyMissing
from server.settings import Settings, settings

Result = TypeVar("Result")

console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)


class Refusal(Exception):
    """A command cannot do what it was asked; the message tells a person what to do."""


EXPECTED = (Refusal, EmbeddedServerError, DatabaseUnavailable, AddressMissing, KeyMissing, DomainError)


@contextmanager
def in_words() -> Iterator[None]:
    """Print an expected error, or what is wrong with a file that was named, as a sentence and leave with code 1."""
    try:
        yield
    except ValidationError as problem:
        for fault in problem.errors():
            errors.print("[red]Setting:[/] ", end="")
            errors.print(_fault_in_words(fault), markup=False, soft_wrap=True)
        raise typer.Exit(1) from None
    except EXPECTED as problem:
        errors.print("[red]Sorry:[/] ", end="")
        errors.print(str(problem), markup=False, soft_wrap=True)
        raise typer.Exit(1) from None
    except OSError as problem:
        if problem.filename is None:
            raise
        errors.print("[red]Sorry:[/] ", end="")
        place = problem.filename2 or problem.filename
        errors.print(f"{place} cannot be used: {problem.strerror}.", markup=False, soft_wrap=True)
        raise typer.Exit(1) from None


def _fault_in_words(fault: ErrorDetails) -> str:
    """Which setting, what is wrong with it; never its value, which may be a secret."""
    said = fault["msg"].removeprefix("Value error, ")
    place = str(fault["loc"][0]) if fault["loc"] else ""
    name = name_in_environment(place) if place in Settings.model_fields else place
    return said if name in said else f"{name}: {said}"


def listen_at(chosen: Settings, host: str, port: int) -> Settings:
    """Settings with this place; our children too write links of letters that lead there."""
    os.environ["GROUNDSWELL_HOST"], os.environ["GROUNDSWELL_PORT"] = host, str(port)
    settings.cache_clear()
    return chosen.model_copy(update={"host": host, "port": port})


def read_settings() -> Settings:
    """The settings, with logging set up by them."""
    chosen = settings()
    configure_logging(chosen)
    return chosen


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Run a coroutine to its end, on this thread."""
    return asyncio.run(work)
