"""Compares the models with the migrations, and writes migrations: as drafts for tests, or for good."""

import importlib
import pkgutil
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

from tortoise.apps import Apps
from tortoise.context import TortoiseContext
from tortoise.migrations.autodetector import MigrationAutodetector

from server.database import APP, MIGRATIONS, table_modules
from server.migration_writer import CompleteWriter


async def differences(package: str) -> list[CompleteWriter]:
    """What the migrations of a package lack to describe the models; connects to no database."""
    async with TortoiseContext() as context:
        app = {"models": table_modules(), "default_connection": "default", "migrations": package}
        connections = {"default": "postgres://nobody@/nothing"}
        await context.init(config={"connections": connections, "apps": {APP: app}}, init_connections=False)
        found: Apps = context.apps  # type: ignore[assignment]
        writers = await MigrationAutodetector(found, {APP: app}).changes()
        return [CompleteWriter.completing(writer) for writer in writers]


def is_released() -> bool:
    """Whether there are committed migrations at all."""
    return find_spec(MIGRATIONS) is not None


def released() -> list[str]:
    """The names of the committed migrations, in their order."""
    package = importlib.import_module(MIGRATIONS)
    return sorted(found.name for found in pkgutil.iter_modules(package.__path__))


async def migrations_are_complete() -> bool:
    """Whether the committed migrations describe the models as they are."""
    return is_released() and not await differences(MIGRATIONS)


@contextmanager
def drafted() -> Iterator[str]:
    """An importable package for a draft, gone afterwards; `write_draft` fills it."""
    folder = Path(tempfile.mkdtemp(prefix="groundswell-draft-"))
    name = f"drafted_migrations_{uuid4().hex}"
    (folder / name).mkdir()
    (folder / name / "__init__.py").touch()
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    try:
        yield name
    finally:
        sys.path.remove(str(folder))
        shutil.rmtree(folder)


async def write_draft(package: str) -> None:
    """Write what a package of migrations lacks."""
    for writer in await differences(package):
        writer.write()
    importlib.invalidate_caches()
