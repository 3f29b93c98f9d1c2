"""
Which encoding a file is written in, found out from the words it makes.

Files of unknown origin carry no mark. A wrong decoding shows in its words: symbols or capitals amid letters, scripts
that mix. The encoding with the largest share of plausible words wins; among equals the more common one.
"""

import re
from functools import cache
from unicodedata import name as character_name

from models.kernel.errors import Invalid

_ALPHABETS = {
    "cp1252": "äöüßÄÖÜéèêëàâçîïôùûœÉÈÀÇñáíóúÑÁÍÓÚåøæÅØãõ",
    "cp1250": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻáéíöőúüűÁÉÍÖŐÚÜŰčďěňřšťůýžČŠŽŘ",
    "iso-8859-2": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻáéíöőúüűÁÉÍÖŐÚÜŰčďěňřšťůýžČŠŽŘ",
    "cp1254": "çğıöşüÇĞİÖŞÜâîû",
    "cp1256": "ARABIC",
    "iso-8859-6": "ARABIC",
    "cp1255": "HEBREW",
    "cp1251": "CYRILLIC",
    "koi8-r": "CYRILLIC",
}
_SCRIPTS = frozenset({"ARABIC", "HEBREW", "CYRILLIC"})
_SAMPLE_BYTES = 200_000
_WORD = re.compile(r"[^\s,;|\"'()\[\]{}<>@.:/\\&!?+*=-]*[^\x00-\x7f][^\s,;|\"'()\[\]{}<>@.:/\\&!?+*=-]*")


def decode(raw: bytes, encoding: str | None = None) -> tuple[str, str]:
    """
    The text of a file and the name of its encoding: the one that is given, else the one that is found.

    Raises Invalid if the file cannot be read in the given encoding.
    """
    found = encoding or sniff_encoding(raw)
    try:
        return raw.decode(found).removeprefix("\ufeff"), found
    except (ValueError, LookupError):
        if encoding is None:
            raise Invalid("This file is no text that we can read. Save it as CSV in UTF-8, and try again.") from None
        raise Invalid(
            "This file cannot be read as {encoding}. Leave the encoding out to have it found.", encoding=found
        ) from None


def sniff_encoding(raw: bytes) -> str:
    """The Python name of the encoding that `raw` is most likely written in."""
    return _marked_encoding(raw) or _unicode_encoding(raw) or _legacy_encoding(raw[:_SAMPLE_BYTES])


def _marked_encoding(raw: bytes) -> str | None:
    if raw.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    return "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else None


def _unicode_encoding(raw: bytes) -> str | None:
    sample = raw[:_SAMPLE_BYTES]
    if sample.count(0) > len(sample) // 4:
        return "utf-16-le" if sample[1::2].count(0) > sample[0::2].count(0) else "utf-16-be"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _legacy_encoding(sample: bytes) -> str:
    scores = {encoding: _plausible_share(sample, encoding) for encoding in _ALPHABETS}
    return max(scores, key=lambda encoding: scores[encoding])


def _plausible_share(sample: bytes, encoding: str) -> float:
    words = set(_WORD.findall(sample.decode(encoding, errors="replace")))
    alphabet = _ALPHABETS[encoding]
    return sum(_is_plausible(word, alphabet) for word in words) / len(words) if words else 0.0


def _is_plausible(word: str, alphabet: str) -> bool:
    foreign = [letter for letter in word if letter > "\x7f"]
    if alphabet in _SCRIPTS:
        return len(foreign) == len(word) and _is_cased_like_a_word(word) and all(_is_of(alphabet, x) for x in foreign)
    return _is_cased_like_a_word(word) and 3 * len(foreign) <= 2 * len(word) and all(x in alphabet for x in foreign)


def _is_cased_like_a_word(word: str) -> bool:
    return word.isupper() or word[1:] == word[1:].lower()


@cache
def _is_of(script: str, letter: str) -> bool:
    return letter.isalpha() and character_name(letter, "").startswith(script)
