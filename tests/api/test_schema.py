"""The whole schema: as in its snapshot, described to the last value, and enough for what our own clients ask."""

from collections.abc import Iterator

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLUnionType,
    OperationDefinitionNode,
    OperationType,
    introspection_types,
    is_specified_scalar_type,
    parse,
    validate,
)

from api.graphiql import examples
from api.limits import Limits, ensure_within, measure
from api.operations import named_operations, read_operations
from api.schema import schema
from api.snapshot import SNAPSHOT, render_schema

CORE = schema._schema


def _own_types() -> list[GraphQLNamedType]:
    return [
        kind
        for name, kind in CORE.type_map.items()
        if name not in introspection_types and not is_specified_scalar_type(kind)
    ]


def _described(kind: GraphQLNamedType) -> Iterator[tuple[str, str | None]]:
    yield kind.name, kind.description
    if isinstance(kind, GraphQLEnumType):
        for name, value in kind.values.items():
            yield f"{kind.name}.{name}", value.description
    if isinstance(kind, GraphQLInputObjectType):
        for name, given in kind.fields.items():
            yield f"{kind.name}.{name}", given.description
    if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
        for name, field in kind.fields.items():
            yield f"{kind.name}.{name}", field.description
            for argument, definition in field.args.items():
                yield f"{kind.name}.{name}({argument})", definition.description


def test_the_snapshot_is_the_schema() -> None:
    """Run `groundswell schema`; a change that breaks clients needs a line in the changelog."""
    assert SNAPSHOT.read_text() == render_schema()


def test_everything_is_described() -> None:
    nothing = [place for kind in _own_types() for place, text in _described(kind) if not (text or "").strip()]
    assert nothing == []


def test_mutations_are_named_object_first() -> None:
    """`taskComplete(input: TaskCompleteInput!): TaskCompleteResult!`, a union of TaskCompletePayload and errors."""
    root = CORE.mutation_type
    for name, field in (root.fields if root else {}).items():
        title = name[0].upper() + name[1:]
        assert str(field.type) == f"{title}Result!"
        assert {argument: str(given.type) for argument, given in field.args.items()} == {"input": f"{title}Input!"}
        result = CORE.type_map[f"{title}Result"]
        assert isinstance(result, GraphQLUnionType)
        payload, *refusals = result.types
        assert payload.name == f"{title}Payload"
        assert all("UserError" in {each.name for each in refusal.interfaces} for refusal in refusals)
        assert {"NotFound", "InvalidInput", "SignInRequired"} <= {refusal.name for refusal in refusals}


def test_connections_are_relays() -> None:
    for kind in _own_types():
        if isinstance(kind, GraphQLObjectType) and kind.name.endswith("Connection"):
            assert set(kind.fields) == {"edges", "pageInfo"}
            edge = CORE.type_map[kind.name.removesuffix("Connection") + "Edge"]
            assert isinstance(edge, GraphQLObjectType)
            assert set(edge.fields) == {"cursor", "node"}


@pytest.mark.parametrize("name", sorted(named_operations()))
def test_our_operations_are_valid_and_within_the_limits(name: str) -> None:
    document = parse(named_operations()[name])
    assert [error.message for error in validate(CORE, document)] == []
    ensure_within(measure(CORE, document), Limits())


def test_our_operations_leave_room_for_more() -> None:
    """A page that needs half of what one request may cost is about to be refused: page its lists."""
    costs = {name: measure(CORE, parse(source)).cost for name, source in named_operations().items()}
    assert [name for name, cost in costs.items() if cost > Limits().cost / 2] == []


def test_one_mutation_in_each_of_our_documents() -> None:
    for source in named_operations().values():
        for definition in parse(source).definitions:
            if isinstance(definition, OperationDefinitionNode) and definition.operation is OperationType.MUTATION:
                assert len(definition.selection_set.selections) == 1


def test_fragments_come_from_any_file_and_only_those_that_are_used() -> None:
    found = read_operations(
        [
            "query A { ...One }",
            "fragment One on Query { ...Two } fragment Two on Query { b } fragment Not on Query { c }",
        ]
    )
    assert list(found) == ["A"]
    assert [each.name.value for each in parse(found["A"]).definitions] == ["A", "One", "Two"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("sources", [["{ a }"], ["query A { a }", "query A { b }"]])
def test_operations_need_names_of_their_own(sources: list[str]) -> None:
    with pytest.raises(ValueError, match="need names of their own"):
        read_operations(sources)


@pytest.mark.parametrize("number", range(len(examples())))
def test_the_examples_of_graphiql_are_valid_and_within_the_limits(number: int) -> None:
    document = parse(examples()[number])
    assert [error.message for error in validate(CORE, document)] == []
    ensure_within(measure(CORE, document), Limits())
