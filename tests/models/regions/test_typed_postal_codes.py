"""What people type becomes the code that is stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.regions.rules import looks_complete, normalise_postal_code

COUNTRIES = ["US", "PL", "DE", "FR", "GB", "PK", "DZ", "MA", "IL", "EG"]


@pytest.mark.parametrize(
    ("country", "typed", "code"),
    [
        ("US", "10-001", "10001"),
        ("US", "10001 ", "10001"),
        ("us", " 10001", "10001"),
        ("US", "10001-1234", "10001"),
        ("US", "10001 1234", "10001"),
        ("US", "100011234", "10001"),
        ("US", "1001", "01001"),
        ("US", "1001-1234", "01001"),
        ("US", "501", "00501"),
        ("US", "١٠٠٠١", "10001"),
        ("US", "１０００１", "10001"),
        ("US", "10001 New York", "10001"),
        ("US", "1000111", "1000111"),
        ("PL", "00-950", "00-950"),
        ("PL", "00950", "00-950"),
        ("PL", "00 950 Warszawa", "00-950"),
        ("PL", "PL-00-950", "00-950"),
        ("PL", "950", "00-950"),
        ("DE", "D-10115 Berlin", "10115"),
        ("DE", "1067", "01067"),
        ("FR", "75001 CEDEX 01", "75001"),
        ("FR", "F-75001", "75001"),
        ("FR", "1000", "01000"),
        ("DZ", "۰۱۰۰۰", "01000"),
        ("MA", "1000", "1000"),
        ("GB", "ec1a 1bb", "EC1A"),
        ("GB", "EC1A1BB", "EC1A"),
        ("GB", "SW1A", "SW1A"),
        ("GB", "sw1a 1", "SW1A"),
        ("GB", "SW1AOAA", "SW1A"),
        ("GB", "e1 1aa", "E1"),
        ("GB", "M11AE", "M1"),
        ("GB", "E11 1AA", "E11"),
        ("IL", "91 00001", "9100001"),
        ("GB", "", ""),
        ("US", "hello", "HELLO"),
    ],
)
def test_what_is_typed_becomes_a_code(country: str, typed: str, code: str) -> None:
    assert normalise_postal_code(country, typed) == code


@given(st.sampled_from(COUNTRIES), st.text(max_size=60))
def test_normalising_twice_changes_nothing(country: str, typed: str) -> None:
    once = normalise_postal_code(country, typed)
    assert normalise_postal_code(country, once) == once


@given(st.sampled_from(COUNTRIES), st.text("0123456789ABCxyz -", max_size=12), st.sampled_from(" \t\u00a0"))
def test_space_around_and_case_do_not_matter(country: str, typed: str, space: str) -> None:
    code = normalise_postal_code(country, typed)
    assert normalise_postal_code(country, f"{space}{typed.lower()}{space}") == code


@given(st.integers(0, 99_999), st.sampled_from(["", "-", " "]))
def test_every_polish_code_is_read_in_every_spelling(number: int, mark: str) -> None:
    digits = f"{number:05d}"
    code = f"{digits[:2]}-{digits[2:]}"
    assert normalise_postal_code("PL", f"{digits[:2]}{mark}{digits[2:]}") == code
    assert looks_complete("PL", code)


@pytest.mark.parametrize(
    ("country", "code", "complete"),
    [
        ("US", "10001", True),
        ("US", "1000", False),
        ("PL", "00-950", True),
        ("PL", "00950", False),
        ("GB", "EC1A", True),
        ("GB", "1A", False),
        ("IL", "9100001", False),
    ],
)
def test_the_shape_of_a_code(country: str, code: str, *, complete: bool) -> None:
    assert looks_complete(country, code) is complete
