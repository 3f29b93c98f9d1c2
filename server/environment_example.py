"""Makes `.env.example` from the settings: `python -m server.environment_example > .env.example`."""

import sys
from enum import Enum

from pydantic import SecretStr

from server.settings import Settings

_HEAD = "# Settings of Groundswell, with their defaults. Copy to .env and uncomment what you change.\n"
_WIDTH = 110


def name_in_environment(field: str) -> str:
    """The environment's name of a setting."""
    alias = Settings.model_fields[field].validation_alias
    return alias if isinstance(alias, str) else f"GROUNDSWELL_{field.upper()}"


def environment_example() -> str:
    """The whole file: every setting with its meaning and its default, commented out."""
    return _HEAD + "".join(_entry(name) for name in Settings.model_fields)


def _entry(name: str) -> str:
    field = Settings.model_fields[name]
    return f"\n# {field.description}\n# {name_in_environment(name)}={_written(field.default)}\n"


def _written(default: object) -> str:
    if default is None or isinstance(default, SecretStr):
        return ""
    return str(default.value if isinstance(default, Enum) else default)


if __name__ == "__main__":
    sys.stdout.write(environment_example())
