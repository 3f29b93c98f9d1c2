"""Which of a city's many names in a script is the one of a language."""

import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache

from models.kernel.search_keys import search_key

_SOUNDS = dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "abttjhkddrzsssdtzagfkklmnhwy", strict=True)) | dict(
    zip("אבגדהוזחטיכלמנסעפצקרשת", "abgdhwzhtyklmnsafskrst", strict=True)
)
_NOT_ARABIC = frozenset("پچژڤڭگکیہھےۆەێۇۈېىًٌٍَُِّْٹڈڑںۀ")
_SAME_SOUND = str.maketrans({"q": "k", "c": "k", "x": "k", "p": "f", "v": "w", "u": "w", "o": "w", "i": "y", "e": "y"})


def best_name(language: str, candidates: Sequence[str], latin: Sequence[str]) -> str | None:
    """
    The candidate that sounds most like one of the Latin names, by comparing consonants.

    Arabic (`ar`): names with letters of other languages, marks or Latin letters come last, the article and a final
    `ة` (rather than `ه`) first. Hebrew (`he`): without vowel points first, in full rather than in defective spelling,
    with few an Alef (Yiddish has many). Urdu (`ur`): with Urdu letters first. Vowel points are left out.
    """
    sounds = [_consonants(name) for name in latin]
    longer = -1 if language == "he" else 1
    ranked = sorted(candidates, key=lambda name: (-_merit(language, name, sounds), longer * len(name), name))
    return _without_points(ranked[0]) if ranked else None


def _without_points(name: str) -> str:
    return "".join(letter for letter in name if unicodedata.category(letter) not in ("Mn", "Cf"))


def _merit(language: str, name: str, sounds: list[str]) -> float:
    likeness = max((SequenceMatcher(None, _consonants(name), sound).ratio() for sound in sounds), default=0.0)
    merit = likeness - 2 * any(letter.isascii() and letter.isalpha() for letter in name)
    foreign = any(letter in _NOT_ARABIC for letter in name)
    if language == "ar":
        return merit - 2 * foreign + 0.15 * name.startswith("ال") + 0.1 * name.endswith("ة")
    if language == "ur":
        return merit + 0.1 * foreign
    return merit - any(unicodedata.combining(letter) for letter in name) - 0.04 * name[1:].count("א")


@cache
def _consonants(name: str) -> str:
    """The sounds of a name, the first one and all but vowels: comparable across scripts."""
    letters = "".join(_SOUNDS.get(letter, letter) for letter in search_key(name) if letter != " ")
    plain = letters.replace("sh", "s").replace("kh", "k").replace("ch", "s").replace("th", "t").replace("gh", "g")
    plain = plain.replace("dh", "d").replace("ts", "s").translate(_SAME_SOUND)
    return plain[:1] + "".join(letter for letter in plain[1:] if letter not in "aywh")
