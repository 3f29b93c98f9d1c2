"""What everybody is spared (`rules.md` M5); a person may ask for more of it, never for less."""

LEAST_REST_HOURS, MOST_REST_HOURS = 11, 72
"""After what ends late; at least as in Directive 2003/88/EC, Article 3."""
MOST_IN_A_ROW = 2
"""Shifts without a break between them."""
