"""The catalogue is complete: every sentence for people, in every language, with all its places."""

import io
import re
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from models.kernel.extract_words import extract
from models.kernel.words import LANGUAGES, LOCALE_FOLDER

ROOT = Path(__file__).parents[2]
KEYWORDS = {"_": None, "_n": (1, 2), "gettext": None, "ngettext": (1, 2)}
languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def sentences() -> set[object]:
    """Every sentence for people that stands in our files."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, keywords=KEYWORDS, directory_filter=_is_ours)
    return {message for _, _, message, _, _ in found if message}


def _is_ours(folder: str | Path) -> bool:
    return Path(folder).relative_to(ROOT).parts[:1] in [("models",), ("graphql",), ("web",)]


def messages(language: str) -> Iterator[Message]:
    """The entries of a catalogue."""
    catalogue = _catalogue(language)
    return (message for message in catalogue if message.id)


def _catalogue(language: str) -> Catalog:
    with (LOCALE_FOLDER / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


@languages
def test_every_sentence_is_in_the_catalogue(sentences: set[object], language: str) -> None:
    known = {tuple(message.id) if message.pluralizable else message.id for message in messages(language)}
    assert sentences - known == set()


@languages
def test_nothing_is_untranslated_or_doubtful(language: str) -> None:
    wanting = [
        message.id
        for message in messages(language)
        if message.fuzzy or not all(message.string if message.pluralizable else [message.string])
    ]
    assert wanting == []


@languages
def test_every_place_of_a_sentence_is_in_its_translation(language: str) -> None:
    for message in messages(language):
        if not message.pluralizable:
            assert _places(message.string) == _places(message.id), message.id
        else:
            allowed = _places(message.id[0]) | _places(message.id[1])
            for string in message.string:
                assert _places(string) <= allowed, message.id
                assert allowed - _places(string) <= {"{number}"}, message.id


def test_a_number_before_a_noun_has_its_plural_forms() -> None:
    suspects = re.compile(r"\{(\w+)\} (?:people|children|\w+[^s\W]s)\b")
    single = [message.id for message in messages("en") if not message.pluralizable]
    found = {place for sentence in single for place in suspects.findall(sentence)}
    limits = {"most", "longest", "largest", "minutes", "fraction"}  # of ours, fixed and above ten; and broken numbers
    assert found - limits - {"name", "what", "when"} == set()


@languages
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    compiled = (LOCALE_FOLDER / language / "LC_MESSAGES" / "messages.mo").read_bytes()
    translations = GNUTranslations(io.BytesIO(compiled))
    for message in messages(language):
        if not message.pluralizable:
            assert translations.gettext(message.id) == message.string


def test_arabic_has_six_forms_and_polish_three() -> None:
    assert [_catalogue(language).num_plurals for language in ("en", "pl", "ar")] == [2, 3, 6]


def test_sentences_of_errors_are_found() -> None:
    source = b"""
class Late(Exception):
    def __init__(self, some):
        super().__init__("Come earlier, please." if some else "Too late today.")

def act():
    raise Late("Not now, please.")
    raise ValueError("for programmers only")
    raise Late("one_key")

WORDS = lazy("Some words")
gettext(language, "Hello {name}")
ngettext(language, "{number} day", "{number} days", 3)
strawberry.lazy("api.people.types")
"""
    found = {message for _, _, message, _ in extract(io.BytesIO(source), None, None, {})}
    assert found == {
        "Come earlier, please.",
        "Too late today.",
        "Not now, please.",
        "Some words",
        "Hello {name}",
        ("{number} day", "{number} days"),
    }


def _places(text: str) -> set[str]:
    return set(re.findall(r"\{\w+\}", text))
