"""What can be done with asks: send, answer."""

import strawberry

from api.asks.mutations.ask_answer import AskAnswerMutation
from api.asks.mutations.task_ask import TaskAsk


@strawberry.type
class AskMutations(AskAnswerMutation, TaskAsk):
    """Belongs to Mutation."""
