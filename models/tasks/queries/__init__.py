"""Reads of tasks, shifts and who comes."""

from models.tasks.queries.assignments import (
    assignment_by_id,
    assignments_of_shifts,
    my_assignments,
    my_assignments_of_shifts,
    queue_positions,
    with_readable_feedback,
)
from models.tasks.queries.calendar_feed import calendar_feed, calendar_token, feed_of_token
from models.tasks.queries.expected import expected_of_shifts
from models.tasks.queries.shifts import shifts_by_id, shifts_of_account, shifts_of_tasks
from models.tasks.queries.tasks import tasks_by_id, tasks_of_account
from models.tasks.queries.tasks_page import Near, TaskFilter, tasks_page
from models.tasks.queries.work_together import WorkTogether, work_together
from models.tasks.visibility import visible_task, visible_to

__all__ = [
    "Near",
    "TaskFilter",
    "WorkTogether",
    "assignment_by_id",
    "assignments_of_shifts",
    "calendar_feed",
    "calendar_token",
    "expected_of_shifts",
    "feed_of_token",
    "my_assignments",
    "my_assignments_of_shifts",
    "queue_positions",
    "shifts_by_id",
    "shifts_of_account",
    "shifts_of_tasks",
    "tasks_by_id",
    "tasks_of_account",
    "tasks_page",
    "visible_task",
    "visible_to",
    "with_readable_feedback",
    "work_together",
]
