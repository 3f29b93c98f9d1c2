"""
Taking apart ESCO's text: preferred label, alternative labels and description, run together without separators.

Heuristic. On the 871 skills whose label a second source gives separately it finds the same label for 79 %, a longer one for
most of the rest; the search is not hurt, since it knows the words of all labels anyway.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_LITTLE_WORDS = frozenset(
    {
        *("of", "in", "for", "to", "the", "a", "an", "and", "or", "on", "with"),
        *("by", "from", "at", "as", "into", "about", "through", "using", "their", "its", "other"),
        *("under", "between"),
    }
)
_ENDINGS = (
    *("isations", "isation", "ations", "ation", "ising", "izing", "ments", "ment", "ings", "ing"),
    *("ers", "er", "ed", "ies", "es", "s", "e", "y"),
)
_COMMON = 15
_FAR = 60
_LONGEST_WITHOUT_REPETITION = 6


@dataclass(frozen=True, slots=True)
class TextParts:
    """`label`, every word of all labels, and the description."""

    label: str
    words: tuple[str, ...]
    description: str


class EscoTexts:
    """Knows from all texts how descriptions begin and which verbs labels begin with."""

    def __init__(self, texts: Iterable[str]) -> None:
        openings: Counter[str] = Counter()
        verbs: Counter[str] = Counter()
        for text in texts:
            words = text.split()
            verbs[words[0]] += 1
            openings.update({word for word in words[1:_FAR] if word.istitle()})
        self._openings = {word for word, count in openings.items() if count >= _COMMON}
        self._verbs = {word for word, count in verbs.items() if count >= _COMMON}

    def parts(self, text: str) -> TextParts:
        """
        The parts of one text. The description begins at the first capitalised word with which many descriptions begin.

        The label ends where the labels begin to repeat themselves (by stems): an alternative label mostly sets other words
        in the same places, so it begins as far before the first repeated word as that one lies after the label's beginning,
        or at the verb nearest to there.
        """
        words = text.split()
        start = self._start_of_description(words)
        return TextParts(" ".join(self._label(words[:start])), tuple(words[:start]), " ".join(words[start:]))

    def _start_of_description(self, words: list[str]) -> int:
        for index in range(1, len(words)):
            if words[index] in self._openings and words[index - 1] not in _LITTLE_WORDS:
                return index
        capitals = (index for index in range(1, len(words)) if words[index].istitle())
        return next(capitals, len(words))

    def _label(self, words: list[str]) -> list[str]:
        begins_with_verb = words[0] in self._verbs
        repeated, first = _first_repetition(words)
        if repeated is None:
            return words if len(words) <= _LONGEST_WITHOUT_REPETITION else self._up_to_verb(words)
        aligned = repeated - first
        end = max(first + 1, aligned)
        if begins_with_verb and first > 0:
            verbs = [index for index in range(max(2, first + 1), repeated + 1) if self._is_verb(words, index)]
            end = min(verbs, key=lambda index: (abs(index - aligned), index), default=end)
        if words[end - 1].lower() in _LITTLE_WORDS and words[repeated - 1].lower() not in _LITTLE_WORDS:
            end = repeated
        while end - 2 > first and words[end - 1].lower() in _LITTLE_WORDS:
            end -= 2
        if words[end - 1].lower() in _LITTLE_WORDS:
            end -= 1
        return words[: max(end, 2 if begins_with_verb else 1)]

    def _up_to_verb(self, words: list[str]) -> list[str]:
        if words[0] in self._verbs:
            for index in range(2, len(words)):
                if self._is_verb(words, index):
                    return words[:index]
        return words[:_LONGEST_WITHOUT_REPETITION]

    def _is_verb(self, words: list[str], index: int) -> bool:
        word = words[index]
        stems = (word, word.removesuffix("ing"), word.removesuffix("ing") + "e")
        return words[index - 1].lower() not in _LITTLE_WORDS and any(stem in self._verbs for stem in stems)


def _first_repetition(words: list[str]) -> tuple[int | None, int]:
    """Index of the first word whose stem was there before, and where it was."""
    seen = {_stem(words[0]): 0}
    for index, word in enumerate(words[1:], start=1):
        stem = _stem(word)
        if word.lower() not in _LITTLE_WORDS and stem:
            if stem in seen:
                return index, seen[stem]
            seen[stem] = index
    return None, 0


def _stem(word: str) -> str:
    plain = re.sub(r"[^a-z0-9]", "", word.lower())
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= 3:
            return plain.removesuffix(ending)[:6]
    return plain[:6]
