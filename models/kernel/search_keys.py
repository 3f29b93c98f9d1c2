"""
What people type, brought to the form in which names are stored for searching, in any script.

Without ICU, unaccent or pg_trgm in the database (`architecture.md` 7) the folding is done here, once when a name is
stored and once when somebody types; a search is then a prefix match on a column of COLLATE "C".
"""

import unicodedata

_LATIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ŧ": "t"}
)
_ARABIC = str.maketrans(
    {"ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ک": "ك", "گ": "ك", "ة": "ه"}
    | {"ہ": "ه", "ھ": "ه", "ە": "ه", "ۀ": "ه", "ۂ": "ه", "ۃ": "ه", "ـ": "", "ء": ""}
)
_HEBREW = str.maketrans("ךםןףץ", "כמנפצ")
_SILENT = frozenset("'’‘`´ʼʻʽʾʿʹʺ\"“”„״׳·.\u200c\u200d\u200e\u200f")
_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}


def search_key(text: str) -> str:
    """
    The form of a name under which it is found: lower case, without accents, vowel points and punctuation.

    Letters that are written in several ways become one (`ł`→`l`, `أ`→`ا`, `ة`→`ه`, final `ם`→`מ`), digits become ASCII,
    and what is neither letter nor digit becomes one space. Idempotent.
    """
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LATIN))
    letters = (_fold_letter(letter) for letter in unicodedata.normalize("NFKD", folded.casefold()))
    return " ".join("".join(letters).translate(_LATIN).translate(_ARABIC).translate(_HEBREW).split())


def _fold_letter(letter: str) -> str:
    if letter.isalpha():
        return letter
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    if letter in _SILENT or unicodedata.combining(letter):
        return ""
    return " "


def place_key(text: str) -> str:
    """The search key of a place name, in which `St`, `Ste`, `Ft`, `Mt` before another word are written out. Idempotent."""
    words = search_key(text).split(" ")
    return " ".join([*(_ABBREVIATIONS.get(word, word) for word in words[:-1]), words[-1]])


def keys_of_words(key: str) -> list[str]:
    """
    A search key and what is left of it from each later word on, so that `york` finds `new york`; the Arabic article
    is no obstacle either: `القاهره` is found as `قاهره`. Longest first, without repetition.
    """
    words = key.split()
    tails = [" ".join(words[start:]) for start in range(len(words))]
    bare = [tail[2:] for tail in tails if tail.startswith("ال") and len(tail) > 4]
    return list(dict.fromkeys([*tails, *bare]))


def prefix_range(prefix: str) -> tuple[str, str]:
    """
    The half-open range of all strings that begin with `prefix`, for columns of COLLATE "C".

    Unlike `LIKE $1 || '%'`, a range uses the index in a prepared statement too, whatever the parameter.
    """
    return prefix, f"{prefix}\U0010ffff"
