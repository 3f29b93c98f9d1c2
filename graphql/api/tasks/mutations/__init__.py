"""What can be done with tasks and shifts."""

import strawberry

from api.tasks.mutations.shift_attendance import ShiftAttendance
from api.tasks.mutations.shift_cancel import ShiftCancel
from api.tasks.mutations.shift_check_in import ShiftCheckIn
from api.tasks.mutations.shift_feedback import ShiftFeedback
from api.tasks.mutations.shift_sign_up import ShiftSignUp
from api.tasks.mutations.task_cancel import TaskCancel
from api.tasks.mutations.task_create import TaskCreate
from api.tasks.mutations.task_update import TaskUpdate


@strawberry.type
class TaskMutations(
    ShiftAttendance, ShiftCancel, ShiftCheckIn, ShiftFeedback, ShiftSignUp, TaskCancel, TaskCreate, TaskUpdate
):
    """Belongs to Mutation."""
