"""What the commands share: the terminal they write to, and refusals in words instead of tracebacks."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import typer
from pydantic import ValidationError
from rich.console import Console

from models.kernel.errors import DomainError
from server.connections import AddressMissing
from server.database import DatabaseUnavailable
from server.embedded.errors import EmbeddedServerError
from server.logging import configure_logging
from server.settings import Settings, settings

Result = TypeVar("Result")

console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)


class Refusal(Exception):
    """A command cannot do what it was asked; the message tells a person what to do."""


EXPECTED = (Refusal, EmbeddedServerError, DatabaseUnavailable, AddressMissing, DomainError)


@contextmanager
def in_words() -> Iterator[None]:
    """Print an expected error as a sentence and leave with code 1."""
    try:
        yield
    except ValidationError as problem:
        for fault in problem.errors():
            errors.print(f"[red]Setting:[/] {fault['msg'].removeprefix('Value error, ')}", soft_wrap=True)
        raise typer.Exit(1) from None
    except EXPECTED as problem:
        errors.print("[red]Sorry:[/] ", end="")
        errors.print(str(problem), markup=False, soft_wrap=True)
        raise typer.Exit(1) from None


def read_settings() -> Settings:
    """The settings, with logging set up by them."""
    chosen = settings()
    configure_logging(chosen)
    return chosen


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Run a coroutine to its end, on this thread."""
    return asyncio.run(work)
