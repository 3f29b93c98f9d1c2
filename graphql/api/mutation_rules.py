"""What a mutation needs before it begins: few at a time, an actor that may write, and open doors."""

from typing import Any

from graphql import Executor, FieldNode, FragmentSpreadNode, InlineFragmentNode, OperationType, SelectionNode

from api.costs import costs_of
from api.faults import NotPermitted, TooComplex
from models.kernel.actor import READING, Actor

MOST_FOR_STAFF = 20


def mutations_of(executor: Executor[Any]) -> list[str]:
    """The names of the root fields of a mutation, each time it stands there, fragments expanded; none for a query."""
    if executor.operation.operation is not OperationType.MUTATION:
        return []
    return _names(executor.operation.selection_set.selections, executor)


def ensure_may_mutate(executor: Executor[Any], actor: Actor) -> None:
    """Raise NotPermitted for an actor that only reads, TooComplex for more mutations than one request may have."""
    count = len(mutations_of(executor))
    if count and actor.read_only:
        raise NotPermitted("This token was made for reading. Make one that may write.")
    most = MOST_FOR_STAFF if actor.has_role(*READING) else 1
    if count > most:
        raise TooComplex("One change at a time: send them in several requests.", limit="mutations", most=most)


def doors_of(executor: Executor[Any]) -> list[str]:
    """The guarded doors that this mutation tries, each time it does: `costs(guard=…)` of its fields."""
    root = executor.schema.mutation_type
    guards = (costs_of(root.fields.get(name)).guard for name in mutations_of(executor)) if root else ()
    return [guard for guard in guards if guard]


def _names(selections: tuple[SelectionNode, ...], executor: Executor[Any]) -> list[str]:
    found: list[str] = []
    for each in selections:
        if isinstance(each, FieldNode):
            found.append(each.name.value)
        elif isinstance(each, InlineFragmentNode):
            found.extend(_names(each.selection_set.selections, executor))
        elif isinstance(each, FragmentSpreadNode):
            fragment = executor.fragment_definitions[each.name.value]
            found.extend(_names(fragment.selection_set.selections, executor))
    return found
