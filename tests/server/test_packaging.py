"""The files that install and run this: what they name exists, and they hold no addresses."""

import importlib
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from server.cli import app
from server.environment_example import name_in_environment
from server.settings import Settings

REPOSITORY = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((REPOSITORY / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
DOCKERFILE = (REPOSITORY / "Dockerfile").read_text()
KNOWN_VARIABLES = {name_in_environment(field) for field in Settings.model_fields}


def test_the_five_rooms_are_ours_and_graphql_is_not() -> None:
    for name in ("models", "api", "server", "web", "workers"):
        place = Path(str(importlib.import_module(name).__file__))
        assert place.is_relative_to(REPOSITORY)
        assert "site-packages" not in place.parts
    assert "site-packages" in str(importlib.import_module("graphql").__file__)


def test_compose_has_the_production_shape() -> None:
    assert set(SERVICES) == {"postgres", "redis", "migrate", "server", "worker"}
    assert "--appendonly" in SERVICES["redis"]["command"]
    for name in ("postgres", "redis", "worker"):
        assert SERVICES[name]["healthcheck"]["test"]
    assert "HEALTHCHECK" in DOCKERFILE
    for name in ("server", "worker"):
        assert SERVICES[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}
    assert set(COMPOSE["volumes"]) == {"postgres", "redis"}


@pytest.mark.parametrize("name", ["migrate", "server", "worker"])
def test_services_of_ours_use_settings_and_commands_that_exist(name: str) -> None:
    service = SERVICES[name]
    assert set(service["environment"]) <= KNOWN_VARIABLES
    assert {"DATABASE_URL", "REDIS_URL", "GROUNDSWELL_SECRET_KEY"} <= set(service["environment"])
    program, command, *_ = service["command"]
    assert program == "groundswell"
    assert command in get_command(app).commands  # type: ignore[attr-defined]


def test_variables_that_compose_asks_for_are_settings_or_the_databases_password() -> None:
    asked = set(re.findall(r"\$\{(\w+)", (REPOSITORY / "docker-compose.yml").read_text()))
    assert asked - KNOWN_VARIABLES == {"POSTGRES_PASSWORD"}


def test_the_image_runs_as_nobody_special_and_checks_itself() -> None:
    users = re.findall(r"^USER (\w+)$", DOCKERFILE, re.MULTILINE)
    assert users[-1:] == ["groundswell"]
    assert set(re.findall(r"(GROUNDSWELL_\w+)=", DOCKERFILE)) <= KNOWN_VARIABLES
    assert '"-m", "server.ports"' in DOCKERFILE
    assert "--require-hashes" in DOCKERFILE


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_locks_have_hashes_and_no_addresses(name: str) -> None:
    text = (REPOSITORY / name).read_text()
    pins = re.findall(r"^(\S+)==\S+.*?(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)
    blocks = re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]
    assert len(pins) == len(blocks) > 30
    assert [block for block in blocks if "--hash=sha256:" not in block] == []
    assert not re.search(r"https?:|file:|--index|--find-links", text)


def test_locks_hold_every_declared_dependency() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    runtime, test = (_names_in(name) for name in ("requirements.lock", "requirements-test.lock"))
    assert _declared(project["dependencies"]) <= runtime
    assert _declared(project["optional-dependencies"]["test"]) <= test
    assert runtime <= test


def test_the_make_file_calls_commands_that_exist() -> None:
    makefile = (REPOSITORY / "Makefile").read_text()
    called = set(re.findall(r"/groundswell ([a-z-]+)", makefile))
    assert called == {"up", "make-migration", "schema"}
    assert called <= set(get_command(app).commands)  # type: ignore[attr-defined]


def _names_in(lock: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+)(?:\[\S+\])?==", (REPOSITORY / lock).read_text(), re.MULTILINE))


def _declared(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=~! ]", requirement)[0].lower() for requirement in requirements}
