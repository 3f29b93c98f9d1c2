"""Neighbourhood teams: how many, how near, and how a new one is called."""

from collections.abc import Collection

SMALLEST = 5
LARGEST = 15

_FRIENDLY = {
    "en": "Herons Swallows Robins Larks Otters Foxes Badgers Hares Maples Willows Oaks Lanterns Bridges Tides Sparks "
    "Kites Compasses Beacons Ferries Anchors",
    "pl": "Czaple Jaskółki Rudziki Skowronki Wydry Lisy Borsuki Zające Klony Wierzby Dęby Latarnie Mosty Fale Iskry "
    "Latawce Kompasy Żurawie Promyki Kotwice",
    "ar": "البلابل السنونو الغزلان النسور الثعالب الأرز الزيتون النخيل الياسمين الجسور الأمواج الشرر المنارات القناديل "
    "البوصلات السنابل الينابيع الرياح النجوم المرافئ",
}


def friendly_name(place: str, language: str, taken: Collection[str]) -> str:
    """A name for a new team, `Astoria · Herons`, that no other team of the region has."""
    words = _FRIENDLY.get(language, _FRIENDLY["en"]).split()
    rounds = len(taken) // len(words) + 2
    names = (_name(place, word, number) for number in range(1, rounds + 1) for word in words)
    return next(name for name in names if name not in taken)


def _name(place: str, word: str, number: int) -> str:
    suffix = "" if number == 1 else f" {number}"
    return f"{place[: 80 - len(word) - 8]} · {word}{suffix}"
