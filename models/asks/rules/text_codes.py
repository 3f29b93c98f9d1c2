"""What providers of text messages say with numbers."""

_DEAD = frozenset({"21211", "21610", "21614", "30005", "30006"})


def is_number_dead(code: str) -> bool:
    """Whether nothing will ever arrive: no such number, no mobile phone, or its owner told the provider to stop."""
    return code in _DEAD
