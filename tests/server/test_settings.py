"""Settings: defaults that work, refusals that help, and an example file that is never out of date."""

from pathlib import Path

import pytest
import typer
from pydantic import ValidationError

from server.cli.terminal import in_words, listen_at
from server.environment_example import environment_example, name_in_environment
from server.settings import Environment, Settings, settings

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for field in Settings.model_fields:
        monkeypatch.delenv(name_in_environment(field), raising=False)
    monkeypatch.chdir(tmp_path)


def test_the_example_lists_every_setting_as_it_is() -> None:
    assert (REPOSITORY / ".env.example").read_text() == environment_example()


def test_every_setting_says_what_it_means() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_names_carry_the_prefix_but_for_the_two_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROUNDSWELL_PORT", "9001")
    monkeypatch.setenv("DATABASE_URL", "postgres://a@b/c")
    monkeypatch.setenv("REDIS_URL", "")
    found = Settings()
    assert (found.port, found.database_url, found.redis_url) == (9001, "postgres://a@b/c", None)


def test_in_development_the_key_is_made_once_and_only_for_us(tmp_path: Path) -> None:
    first = Settings(home=tmp_path / "home").signing_key
    assert len(first) >= 32
    assert Settings(home=tmp_path / "home").signing_key == first
    assert (tmp_path / "home" / "secret-key").stat().st_mode & 0o077 == 0
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["secret-key"]


def test_an_address_of_postgresql_may_begin_either_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://a:b@c:5432/d")
    assert Settings().database_url == "postgres://a:b@c:5432/d"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://a:secret@b/c"),
        ("DATABASE_URL", "postgres://a:secret@b:port/c"),
        ("REDIS_URL", "localhost:6379"),
        ("REDIS_URL", "redis://:secret@b:port/0"),
        ("GROUNDSWELL_PORT", "secret"),
        ("GROUNDSWELL_MAIL_SECURITY", "secret"),
        ("GROUNDSWELL_SECRET_KEY", "secret"),
    ],
)
def test_a_wrong_setting_is_named_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(typer.Exit) as left, in_words():
        Settings()
    said = capsys.readouterr().err
    assert left.value.exit_code == 1
    assert name in said
    assert "secret" not in said
    assert len(said.splitlines()) == 1


def test_a_place_that_was_chosen_for_us_holds_for_our_children_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROUNDSWELL_HOST", "127.0.0.1")
    monkeypatch.setenv("GROUNDSWELL_PORT", "9001")
    chosen = listen_at(Settings(), "127.0.0.1", 9002)
    assert chosen.public_url == settings().public_url == Settings().public_url == "http://localhost:9002"
    settings.cache_clear()


@pytest.mark.parametrize("key", [None, "short"])
def test_production_wants_a_key(key: str | None, tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="GROUNDSWELL_SECRET_KEY"):
        Settings(environment=Environment.PRODUCTION, secret_key=key, home=tmp_path / "home")  # type: ignore[arg-type]
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "http://localhost:8000"),
        ({"host": "0.0.0.0", "port": 81}, "http://localhost:81"),
        ({"host": "10.0.0.5"}, "http://10.0.0.5:8000"),
        ({"base_url": "https://example.org/"}, "https://example.org"),
    ],
)
def test_links_start_with_what_people_type(given: dict[str, object], expected: str) -> None:
    assert Settings(**given).public_url == expected  # type: ignore[arg-type]
