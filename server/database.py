"""The connection to PostgreSQL: which tables there are, as whom we connect, and how long we wait."""

import importlib.util
import pkgutil
from typing import Any

import asyncpg
from tortoise import context as tortoise_context
from tortoise.backends.base.config_generator import expand_db_url
from tortoise.connection import get_connection
from tortoise.context import TortoiseContext
from tortoise.exceptions import DBConnectionError

import models
from server.settings import Settings, settings
from server.transactions import mend_transactions

APP = "models"
MIGRATIONS = "models.migrations"
RUNTIME_ROLE = "groundswell_runtime"
IDLE_IN_TRANSACTION_SECONDS = 60.0

UNREACHABLE = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, DBConnectionError)

mend_transactions()


class DatabaseUnavailable(RuntimeError):
    """The database cannot be used; the message tells a person what to do."""


def table_modules() -> list[str]:
    """The import names of every domain's tables, lowest tier first where that matters to nobody."""
    domains = sorted(info.name for info in pkgutil.iter_modules(models.__path__) if info.ispkg)
    names = [f"models.{domain}.tables" for domain in domains]
    return [name for name in names if importlib.util.find_spec(name)]


def configuration(
    url: str,
    *,
    owner: bool = False,
    patient: bool = False,
    migrations: str | None = MIGRATIONS,
    application_name: str = "groundswell",
    chosen: Settings | None = None,
) -> dict[str, Any]:
    """
    Tortoise's configuration for one database.

    The runtime acts as a role that owns nothing; `owner=True` stays who the URL names, waits as long as it takes
    and is for migrations. `migrations=None` leaves migrations out.
    """
    chosen = chosen or settings()
    connection = expand_db_url(url)
    connection["credentials"].update(_limits(chosen, application_name, owner=owner, patient=patient))
    app: dict[str, Any] = {"models": table_modules(), "default_connection": "default"}
    if migrations:
        app["migrations"] = migrations
    return {"connections": {"default": connection}, "apps": {APP: app}, "use_tz": True, "timezone": "UTC"}


async def open_database(
    url: str,
    *,
    owner: bool = False,
    patient: bool = False,
    application_name: str = "groundswell",
    chosen: Settings | None = None,
) -> TortoiseContext:
    """
    Connect, for every task of this process. Raises DatabaseUnavailable, with what to do, when that fails.

    `patient=True` lets statements take as long as they need: for imports, rebuilding and replay, not for requests.
    The context is Tortoise's global fallback, since Starlette runs requests in other tasks than its lifespan.
    """
    context = TortoiseContext()
    found = configuration(url, owner=owner, patient=patient, application_name=application_name, chosen=chosen)
    with context:
        await context.init(config=found, _enable_global_fallback=True)
    try:
        await get_connection("default").create_connection(with_db=True)
    except UNREACHABLE as problem:
        await context.close_connections()
        raise DatabaseUnavailable(explanation(problem)) from problem
    return context


async def close_database() -> None:
    """Disconnect what `open_database` connected, if it is connected."""
    context = tortoise_context.get_current_context()
    if context is not None:
        await context.close_connections()


def is_open() -> bool:
    """Whether this process has a database open for every task."""
    return tortoise_context.get_current_context() is not None


def explanation(problem: Exception) -> str:
    """What to do about a failed connection, in words."""
    if isinstance(problem, asyncpg.InvalidCatalogNameError | DBConnectionError):
        return f"The database does not exist ({problem}). Create it, or correct DATABASE_URL."
    if RUNTIME_ROLE in str(problem):
        return f"The database is not set up yet ({problem}). Run `groundswell migrate`."
    if isinstance(problem, asyncpg.InvalidAuthorizationSpecificationError):
        return f"PostgreSQL refuses our name or password: {problem}. Correct DATABASE_URL."
    return f"PostgreSQL does not answer ({problem}). Is it running, and is DATABASE_URL right?"


def _limits(chosen: Settings, application_name: str, *, owner: bool, patient: bool) -> dict[str, Any]:
    """Bounds on both sides: a server that is cut off cannot hold us, and we cannot hold a server."""
    facts: dict[str, Any] = {"application_name": application_name, "timeout": chosen.connect_timeout}
    if owner:
        return {**facts, "minsize": 1, "maxsize": 2}
    facts["minsize"] = chosen.pool_minimum
    facts["maxsize"] = max(chosen.pool_minimum, chosen.pool_maximum)
    if patient:
        return {**facts, "server_settings": {"role": RUNTIME_ROLE}}
    limits = {
        "role": RUNTIME_ROLE,
        "statement_timeout": _milliseconds(chosen.statement_timeout),
        "idle_in_transaction_session_timeout": _milliseconds(IDLE_IN_TRANSACTION_SECONDS),
    }
    return {**facts, "server_settings": limits, "command_timeout": chosen.statement_timeout + 5}


def _milliseconds(seconds: float) -> str:
    return str(int(seconds * 1000))
