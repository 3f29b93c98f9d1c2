"""What can be done with tasks and shifts."""

from models.tasks.actions.answer_invitation import accept_invitation, decline_shift
from models.tasks.actions.cancel_sign_up import cancel_sign_up
from models.tasks.actions.cancel_task import cancel_task
from models.tasks.actions.check_in import check_in
from models.tasks.actions.check_work import check_work
from models.tasks.actions.confirm_coming import confirm_coming
from models.tasks.actions.create_task import create_task
from models.tasks.actions.foresee_attendance import foresee_attendance
from models.tasks.actions.give_feedback import give_feedback
from models.tasks.actions.give_up_shifts import give_up_shifts
from models.tasks.actions.give_up_unqualified import give_up_unqualified
from models.tasks.actions.invite_to_shift import invite_to_shift
from models.tasks.actions.mark_attendance import mark_attendance
from models.tasks.actions.sign_up_for_shift import sign_up_for_shift
from models.tasks.actions.update_task import update_task

__all__ = [
    "accept_invitation",
    "cancel_sign_up",
    "cancel_task",
    "check_in",
    "check_work",
    "confirm_coming",
    "create_task",
    "decline_shift",
    "foresee_attendance",
    "give_feedback",
    "give_up_shifts",
    "give_up_unqualified",
    "invite_to_shift",
    "mark_attendance",
    "sign_up_for_shift",
    "update_task",
]
