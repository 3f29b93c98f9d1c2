"""What an organizer writes to many: a subject and a few paragraphs with merge fields, in one or more languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.asks.errors import TextUnsafe
from models.asks.rules.merge_fields import Facts, Field, Piece, fields_of, is_sendable, parse, render
from models.kernel.errors import Invalid
from models.kernel.words import LANGUAGES, isolated

LONGEST_SUBJECT = 150
LONGEST_BODY = 4_000
LONGEST_LINE = 200
"""Characters of a subject with a reader's facts in it."""
MOST_PARAGRAPHS = 20

StoredTexts = Mapping[str, Mapping[str, str]]
"""By language: `subject` and `body`, as they were typed."""


@dataclass(frozen=True, slots=True)
class AppealText:
    """A text taken apart: each line of its body that is not empty is a paragraph."""

    language: str
    subject: tuple[Piece, ...]
    paragraphs: tuple[tuple[Piece, ...], ...]

    @property
    def pieces(self) -> list[Piece]:
        """Everything, one after another."""
        return [piece for part in (self.subject, *self.paragraphs) for piece in part]


@dataclass(frozen=True, slots=True)
class Written:
    """A text as one reader gets it, in a language that need not be the reader's own. `thanks`: whether it does so itself."""

    language: str
    subject: str
    paragraphs: tuple[str, ...]
    thanks: bool


def read_texts(texts: StoredTexts) -> dict[str, AppealText]:
    """
    Take texts apart, in the order of their languages. Fields of problems are `en.subject` and the like.

    Raises Invalid for what is empty, too long or in a language that the site does not speak, TextUnsafe, and what
    `merge_fields.parse` raises.
    """
    if not texts:
        raise Invalid("Write the text in one language at least.", field="texts")
    if unknown := sorted(set(texts) - set(LANGUAGES)):
        raise Invalid("There is no language “{language}” here.", field="texts", language=unknown[0][:20])
    return {language: _read(language, texts[language]) for language in LANGUAGES if language in texts}


def choose_text(texts: Mapping[str, AppealText], language: str, usual: str) -> AppealText:
    """The text for a reader of a language: in it, in its main form, in the account's usual one, in English, or any."""
    wishes = (language, language.partition("-")[0], usual, "en", next(iter(texts)))
    return next(texts[wish] for wish in wishes if wish in texts)


def write_text(text: AppealText, facts: Facts) -> Written:
    """A text with the facts of one reader in it, none of which can become anything but text."""
    return Written(
        language=text.language,
        subject=_shortened(render(text.subject, facts)),
        paragraphs=tuple(render(paragraph, facts, isolated) for paragraph in text.paragraphs),
        thanks=Field.LAST_CONTRIBUTION in fields_of(text.pieces),
    )


def _read(language: str, text: Mapping[str, str]) -> AppealText:
    subject = _clean(text["subject"], f"{language}.subject", LONGEST_SUBJECT).strip()
    body = _clean(text["body"], f"{language}.body", LONGEST_BODY)
    if "\n" in subject:
        raise TextUnsafe(f"{language}.subject")
    lines = _parse_lines(body, f"{language}.body")
    if len(lines) > MOST_PARAGRAPHS:
        raise Invalid("At most {most} paragraphs, please.", field=f"{language}.body", most=MOST_PARAGRAPHS)
    return AppealText(language, parse(subject, field=f"{language}.subject"), lines)


def _clean(typed: str, field: str, longest: int) -> str:
    text = typed.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if not text.strip():
        raise Invalid("Please write something here.", field=field)
    if len(text) > longest:
        raise Invalid("This is longer than {longest} characters. Please shorten it.", field=field, longest=longest)
    if not is_sendable(text):
        raise TextUnsafe(field)
    return text


def _parse_lines(body: str, field: str) -> tuple[tuple[Piece, ...], ...]:
    """Each line that is not empty, taken apart; problems name its place in the whole body."""
    return tuple(line for line in _lines_of(parse(body, field=field)) if line)


def _lines_of(pieces: Sequence[Piece]) -> list[tuple[Piece, ...]]:
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *rest = piece.split("\n") if isinstance(piece, str) else [piece]
        lines[-1].append(first)
        lines += [[each] for each in rest]
    return [_stripped(line) for line in lines]


def _stripped(line: list[Piece]) -> tuple[Piece, ...]:
    """Without blanks at the edges, and without empty pieces."""
    if line and isinstance(line[0], str):
        line[0] = line[0].lstrip()
    if line and isinstance(line[-1], str):
        line[-1] = line[-1].rstrip()
    return tuple(piece for piece in line if piece)


def _shortened(subject: str) -> str:
    return subject if len(subject) <= LONGEST_LINE else f"{subject[: LONGEST_LINE - 1].rstrip()}…"
