"""Whether a part of a shift helps, too: then somebody may be asked for it, without a promise that it is little."""

from datetime import timedelta

from models.activity.tables import ActivityKind
from models.tasks.tables import Shift, Task

LONG_ENOUGH = timedelta(hours=2)
PIECEMEAL = (
    ActivityKind.CANVASS,
    ActivityKind.PHONE_BANK,
    ActivityKind.TEXT_BANK,
    ActivityKind.SIGNATURE_GATHERING,
    ActivityKind.LETTER_WRITING,
    ActivityKind.LITERATURE_DROP,
    ActivityKind.VISIBILITY,
    ActivityKind.TRANSLATION,
    ActivityKind.DATA_ENTRY,
)
"""Work whose every hour is worth the same. Who drives, cooks, looks after children or hosts is needed to the end."""
IS_DIVISIBLE = f"""
(s.ends_at - s.starts_at >= interval '{LONG_ENOUGH.total_seconds():.0f} seconds' AND t.qualification_ids = '{{}}'
 AND t.kind IN ({", ".join(f"'{kind.value}'" for kind in PIECEMEAL)}))
"""
"""In SQL, of a shift `s` and its task `t`: long, piecemeal, and not tied to a licence or training."""


def is_divisible(task: Task, shift: Shift) -> bool:
    """The same of a task and its shift."""
    long_enough = shift.ends_at - shift.starts_at >= LONG_ENOUGH
    return long_enough and task.kind in PIECEMEAL and not task.qualification_ids
