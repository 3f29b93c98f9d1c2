"""
How much one document may ask for.

One pass over the parsed document, before validation, with every fragment measured once: a document of n nodes takes
O(n), however often its fragments spread one another. Cost multiplies: a list of lists costs its product.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionNode,
    VariableNode,
    get_named_type,
)

from api.costs import Costs, costs_of, rows_of
from api.faults import TooComplex
from models.kernel.paging import FIRST_DEFAULT

LARGEST_DOCUMENT = 50_000
MOST_TOKENS = 3_000
MOST_COMMENTS = 100
MOST_VALIDATION_ERRORS = 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that the operations of one document may ask for. A unit of cost is about one resolved field."""

    depth: int = 12
    aliases: int = 60
    directives: int = 60
    fields: int = 500
    cost: int = 10_000
    introspection: int = 400_000


class Measure(NamedTuple):
    """What a part of a document asks for, fragments expanded. Introspection has a depth and a cost of its own."""

    depth: int = 0
    aliases: int = 0
    directives: int = 0
    fields: int = 0
    cost: int = 0
    introspection: int = 0


NOTHING = Measure()


def measure(schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any] | None = None) -> Measure:
    """What a document asks for, all its operations together; what is not in the schema costs as a plain field."""
    return _Measuring(schema, document, variables or {}).whole(document)


def ensure_within(measured: Measure, limits: Limits) -> None:
    """Raise TooComplex, with the first figure that is too large."""
    for name, found, most in zip(Measure._fields, measured, _most(limits), strict=True):
        if found > most:
            raise TooComplex(
                "This asks for too much at once. Ask for less, or in several requests.", limit=name, most=most
            )


def _most(limits: Limits) -> tuple[int, ...]:
    return (limits.depth, limits.aliases, limits.directives, limits.fields, limits.cost, limits.introspection)


class _Measuring:
    """One pass over one document."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> None:
        self._schema = schema
        self._variables = variables
        self._fragments = {
            each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
        }
        self._measured: dict[str, Measure] = {}

    def whole(self, document: DocumentNode) -> Measure:
        """All operations together, and fragments that none of them uses, since validation walks those too."""
        parts = [
            self._selections(each.selection_set.selections, self._schema.get_root_type(each.operation))
            for each in document.definitions
            if isinstance(each, OperationDefinitionNode)
        ]
        unused = [name for name in self._fragments if name not in self._measured]
        return _together([*parts, *(self._fragment(name) for name in unused)])

    def _selections(self, selections: Iterable[SelectionNode], parent: GraphQLNamedType | None) -> Measure:
        return _together(self._selection(each, parent) for each in selections)

    def _selection(self, node: SelectionNode, parent: GraphQLNamedType | None) -> Measure:
        if isinstance(node, FieldNode):
            found = self._field(node, parent)
        elif isinstance(node, InlineFragmentNode):
            within = self._schema.get_type(node.type_condition.name.value) if node.type_condition else parent
            found = self._selections(node.selection_set.selections, within)
        elif isinstance(node, FragmentSpreadNode):
            found = self._fragment(node.name.value)
        else:
            found = NOTHING
        return found._replace(directives=found.directives + len(node.directives or ()))

    def _fragment(self, name: str) -> Measure:
        if name not in self._measured:
            self._measured[name] = NOTHING  # a cycle, which validation refuses, ends here
            fragment = self._fragments.get(name)
            if fragment is not None:
                within = self._schema.get_type(fragment.type_condition.name.value)
                self._measured[name] = self._selections(fragment.selection_set.selections, within)
        return self._measured[name]

    def _field(self, node: FieldNode, parent: GraphQLNamedType | None) -> Measure:
        name = node.name.value
        definition = self._definition(parent, name)
        within = get_named_type(definition.type) if definition else None
        below = self._selections(node.selection_set.selections, within) if node.selection_set else NOTHING
        aliases, fields = below.aliases + (node.alias is not None), below.fields + 1
        if name.startswith("__"):
            return Measure(0, aliases, below.directives, fields, 0, 1 + max(below.cost, below.introspection))
        costs = costs_of(definition)
        cost = 1 + costs.each + self._rows(node, parent, definition, costs) * below.cost
        return Measure(below.depth + 1, aliases, below.directives, fields, cost, below.introspection)

    def _definition(self, parent: GraphQLNamedType | None, name: str) -> GraphQLField | None:
        if name in ("__schema", "__type"):
            return self._schema.get_field(self._schema.query_type, name) if self._schema.query_type else None
        return parent.fields.get(name) if isinstance(parent, GraphQLObjectType | GraphQLInterfaceType) else None

    def _rows(
        self, node: FieldNode, parent: GraphQLNamedType | None, definition: GraphQLField | None, costs: Costs
    ) -> int:
        if definition is None:
            return 1
        if "first" in definition.args:
            return self._first(node)
        return rows_of(parent, node.name.value, definition, costs)

    def _first(self, node: FieldNode) -> int:
        value = next((each.value for each in node.arguments or () if each.name.value == "first"), None)
        given = self._variables.get(value.name.value) if isinstance(value, VariableNode) else _literal(value)
        return max(given, 1) if isinstance(given, int) else FIRST_DEFAULT


def _literal(value: object) -> int | None:
    return int(value.value) if isinstance(value, IntValueNode) and len(value.value) < 10 else None


def _together(parts: Iterable[Measure]) -> Measure:
    depth = aliases = directives = fields = cost = introspection = 0
    for part in parts:
        depth = max(depth, part.depth)
        aliases += part.aliases
        directives += part.directives
        fields += part.fields
        cost += part.cost
        introspection += part.introspection
    return Measure(depth, aliases, directives, fields, cost, introspection)
