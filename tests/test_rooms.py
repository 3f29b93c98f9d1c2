"""The folder `graphql` must not hide the library of that name, nor the tests our packages (`architecture.md` 1)."""

import importlib
import site
from pathlib import Path

import graphql
import pytest

ROOT = Path(__file__).parent.parent


def test_graphql_is_the_library() -> None:
    assert Path(graphql.__file__).parent.parent in {Path(folder) for folder in site.getsitepackages()}
    assert not (ROOT / "graphql" / "__init__.py").exists()


@pytest.mark.parametrize(
    ("name", "folder"),
    [("models", "models"), ("api", "graphql/api"), ("server", "server"), ("web", "web"), ("workers", "workers")],
)
def test_our_packages_are_ours(name: str, folder: str) -> None:
    package = importlib.import_module(name)
    assert package.__file__ is not None
    assert Path(package.__file__).parent == ROOT / folder
