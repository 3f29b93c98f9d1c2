"""What can be done with asks: send, answer, correct."""

import strawberry

from api.asks.mutations.ask_answer import AskAnswerMutation
from api.asks.mutations.ask_correct import AskCorrect
from api.asks.mutations.duty_letters_stop import DutyLettersStop
from api.asks.mutations.task_ask import TaskAsk
from api.asks.mutations.thanks_sign import ThanksSign


@strawberry.type
class AskMutations(AskAnswerMutation, AskCorrect, DutyLettersStop, TaskAsk, ThanksSign):
    """Belongs to Mutation."""
