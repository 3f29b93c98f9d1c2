"""What can be done with asks: send, answer, correct."""

import strawberry

from api.asks.mutations.ask_answer import AskAnswerMutation
from api.asks.mutations.ask_correct import AskCorrect
from api.asks.mutations.task_ask import TaskAsk


@strawberry.type
class AskMutations(AskAnswerMutation, AskCorrect, TaskAsk):
    """Belongs to Mutation."""
