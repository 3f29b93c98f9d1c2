"""
Who has the licences and trainings that a task requires, on the day of a shift.

The day is the last one of the shift, on the clock of its place: what ends meanwhile is not enough.
"""

from datetime import date

from models.kernel import clock
from models.tasks.tables import Shift, Task

QUALIFIED = """NOT EXISTS (
    SELECT FROM unnest(t.qualification_ids) AS required (id)
    WHERE NOT EXISTS (
        SELECT FROM person_qualifications held
        JOIN qualifications q ON q.account_id = held.account_id AND q.id = held.qualification_id
        WHERE held.account_id = p.account_id AND held.person_id = p.id AND held.qualification_id = required.id
          AND (held.expires_on IS NULL OR held.expires_on >= (s.ends_at AT TIME ZONE t.time_zone)::date)
          AND (held.confirmed_at IS NOT NULL OR NOT q.needs_confirmation)))"""
"""Whether a person `p` has all that a task `t` requires for its shift `s`, in SQL."""


def day_of(task: Task, shift: Shift) -> date:
    """The day on which everything that is required has to be valid still."""
    return clock.local_date(shift.ends_at, task.time_zone)
