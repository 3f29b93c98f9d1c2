"""
Every place in the schema that takes an id, and an operation for each that does nothing but try one.

Inputs are made from their types; where a field needs a particular value, `sample_values.py` has it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_required_argument,
    is_required_input_field,
)

from api.node import NODES
from tests.api.sample_values import EXPECTED, TABLES, sample_scalar

Path = tuple[str, ...]
DEEPEST = 4


@dataclass(frozen=True)
class Slot:
    """An argument, or a field within an input, that takes an id."""

    operation: str
    field: str
    path: Path

    def __str__(self) -> str:
        return ".".join((self.field, *self.path))


def slots_of(schema: GraphQLSchema) -> list[Slot]:
    """All of them, queries first."""
    found = []
    for operation, root in (("query", schema.query_type), ("mutation", schema.mutation_type)):
        for name, field in (root.fields if root else {}).items():
            for argument, given in field.args.items():
                found.extend(Slot(operation, name, (argument, *path)) for path in _id_paths(given.type, DEEPEST))
    return found


def _id_paths(kind: GraphQLInputType, depth: int) -> Iterator[Path]:
    named = get_named_type(kind)
    if named.name == "ID":
        yield ()
    elif isinstance(named, GraphQLInputObjectType) and depth:
        for name, field in named.fields.items():
            for path in _id_paths(field.type, depth - 1):
                yield (name, *path)


def expected_type(schema: GraphQLSchema, slot: Slot) -> str | None:
    """The name of the type whose id belongs there, guessed from the names; None where EXPECTED says that it is none."""
    if str(slot) in EXPECTED:
        return EXPECTED[str(slot)]
    last = slot.path[-1]
    if last in EXPECTED:
        return EXPECTED[last]
    if last.endswith(("Id", "Ids")):
        word = last.removesuffix("s").removesuffix("Id")
        return word[0].upper() + word[1:]
    if slot.operation == "query":
        assert schema.query_type is not None
        return get_named_type(schema.query_type.fields[slot.field].type).name.removesuffix("Connection")
    prefixes = [name for name in {*NODES, *TABLES} if slot.field.startswith(name[0].lower() + name[1:])]
    return max(prefixes, key=len, default=slot.field)


def document_for(schema: GraphQLSchema, slot: Slot) -> str:
    """The operation that tries one slot; its variables are named like the arguments."""
    field = _field(schema, slot)
    given = _given(field, slot)
    variables = ", ".join(f"${name}: {argument.type}" for name, argument in given.items())
    arguments = ", ".join(f"{name}: ${name}" for name in given)
    return f"{slot.operation} Try({variables}) {{ {slot.field}({arguments}) {_selection(field)} }}"


def variables_for(schema: GraphQLSchema, slot: Slot, tried: str, own_ids: Mapping[str, str]) -> dict[str, Any]:
    """The variables that put `tried` into the slot, and something that fits everywhere else it must."""
    sampler = _Sampler(schema, slot, tried, own_ids)
    given = _given(_field(schema, slot), slot)
    return {name: sampler.value((name,), argument.type) for name, argument in given.items()}


def _field(schema: GraphQLSchema, slot: Slot) -> GraphQLField:
    root = schema.query_type if slot.operation == "query" else schema.mutation_type
    assert root is not None
    return root.fields[slot.field]


def _given(field: GraphQLField, slot: Slot) -> dict[str, GraphQLArgument]:
    return {n: a for n, a in field.args.items() if is_required_argument(a) or n == slot.path[0]}


def _selection(field: GraphQLField) -> str:
    kind = get_named_type(field.type)
    if isinstance(kind, GraphQLUnionType):
        return "{ __typename ... on UserError { message code field } }"
    if not isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
        return ""
    return "{ edges { node { __typename } } }" if kind.name.endswith("Connection") else "{ __typename }"


class _Sampler:
    def __init__(self, schema: GraphQLSchema, slot: Slot, tried: str, own_ids: Mapping[str, str]) -> None:
        self._schema = schema
        self._slot = slot
        self._tried = tried
        self._own_ids = own_ids

    def value(self, path: Path, kind: GraphQLInputType) -> Any:
        if isinstance(kind, GraphQLNonNull):
            return self.value(path, kind.of_type)
        if isinstance(kind, GraphQLList):
            return [self.value(path, kind.of_type)]
        if isinstance(kind, GraphQLInputObjectType):
            needed = {name: each for name, each in kind.fields.items() if self._is_needed((*path, name), each)}
            return {name: self.value((*path, name), each.type) for name, each in needed.items()}
        return self._leaf(path, kind)

    def _is_needed(self, path: Path, field: GraphQLInputField) -> bool:
        return is_required_input_field(field) or path == self._slot.path[: len(path)]

    def _leaf(self, path: Path, kind: GraphQLNamedType) -> Any:
        if path == self._slot.path:
            return self._tried
        if kind.name == "ID":
            expected = expected_type(self._schema, Slot(self._slot.operation, self._slot.field, path))
            return self._own_ids.get(expected or "", "")
        if isinstance(kind, GraphQLEnumType):
            return next(iter(kind.values))
        return sample_scalar(f"{self._slot.field}.{path[-1]}", path[-1], kind.name)
