"""The counting of statements, as in the tests of the domain."""

from tests.models.people.conftest import statements

__all__ = ["statements"]
