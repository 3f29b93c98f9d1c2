"""
SQL that finds what people were asked and what became of it, for `$1` the account, `$2` people, `$3` until when, `$4` since.

Each has person_id, shift_id, at (when it was open what would happen), known_at and success. Asks are a domain above this
one: their table is read by name, never imported, so that a model can be learned from what people answered.
"""

from datetime import timedelta

from models.matching.chances import ChanceKind

REMEMBERED = timedelta(days=365)
"""What is older says little about today."""

_ANSWERS = """
SELECT a.person_id, a.shift_id, coalesce(a.sent_at, a.chosen_at) AS at,
       coalesce(a.answered_at, s.starts_at) AS known_at, coalesce(a.answer = 'yes', false) AS success
FROM asks a JOIN shifts s ON s.account_id = a.account_id AND s.id = a.shift_id
WHERE a.account_id = $1 AND a.person_id = ANY($2::uuid[]) AND a.chosen_at >= $4
  AND coalesce(a.answered_at, s.starts_at) <= $3
  AND (a.answer IS NOT NULL OR (a.sent_at IS NOT NULL AND a.status <> 'recalled' AND s.cancelled_at IS NULL))
UNION ALL
SELECT i.person_id, i.shift_id, i.invited_at, s.starts_at,
       i.state IN ('accepted', 'waitlisted', 'confirmed', 'attended', 'no_show')
FROM assignments i JOIN shifts s ON s.account_id = i.account_id AND s.id = i.shift_id
WHERE i.account_id = $1 AND i.person_id = ANY($2::uuid[]) AND i.invited_at >= $4 AND s.starts_at <= $3
  AND s.cancelled_at IS NULL AND i.state <> 'cancelled'
  AND NOT EXISTS (SELECT FROM asks a
                  WHERE a.account_id = $1 AND a.person_id = i.person_id AND a.shift_id = i.shift_id)
"""
"""Silence is a no once the shift has begun."""
_APPEARANCES = """
SELECT a.person_id, a.shift_id, a.queued_at AS at, s.ends_at AS known_at, a.state = 'attended' AS success
FROM assignments a JOIN shifts s ON s.account_id = a.account_id AND s.id = a.shift_id
WHERE a.account_id = $1 AND a.person_id = ANY($2::uuid[]) AND a.state IN ('attended', 'no_show')
  AND a.queued_at >= $4 AND s.ends_at <= $3
"""

OUTCOMES: dict[ChanceKind, str] = {ChanceKind.YES: _ANSWERS, ChanceKind.SHOW: _APPEARANCES}
