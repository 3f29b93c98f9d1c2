"""Documents that were read, measured and validated once, and are kept for the next time."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    IntValueNode,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
    parse,
    validate,
    visit,
)

from api.faults import TooComplex
from api.limits import (
    LARGEST_DOCUMENT,
    MOST_COMMENTS,
    MOST_TOKENS,
    MOST_VALIDATION_ERRORS,
    Limits,
    Measure,
    ensure_within,
    measure,
)

KEPT = 500
MEASURES_KEPT = 16
LARGEST_KEPT = 10_000


@dataclass(slots=True)
class Document:
    """A valid document. What it costs depends on the variables that say how long its lists shall be, or their defaults."""

    tree: DocumentNode
    lengths: Mapping[str, int | None]
    measured: dict[tuple[Any, ...], Measure] = field(default_factory=dict)


class Refused(Exception):
    """The document cannot be executed: it is malformed, not valid, or (the only error, a fault) too much."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__(errors)
        self.errors = errors


class Prepared(NamedTuple):
    """A document that may be executed, what it asks for with the variables at hand, and whether it had to be read."""

    tree: DocumentNode
    measure: Measure
    is_new: bool


class Documents:
    """The documents of one schema, least recently used first."""

    def __init__(self, schema: GraphQLSchema, limits: Limits) -> None:
        self._schema = schema
        self._limits = limits
        self._kept: OrderedDict[str, Document] = OrderedDict()

    def prepare(self, source: str, variables: Mapping[str, Any]) -> Prepared:
        """Read, measure and validate a document, or find it again. Raises Refused."""
        document = self._kept.get(source)
        try:
            if document is None:
                return self._read(source, variables)
            self._kept.move_to_end(source)
            return Prepared(document.tree, self._measured(document, variables), is_new=False)
        except TooComplex as fault:
            raise Refused([GraphQLError(fault.message, original_error=fault)]) from fault
        except RecursionError as error:
            nested = TooComplex("This is nested too deeply.")
            raise Refused([GraphQLError(nested.message, original_error=nested)]) from error

    def _read(self, source: str, variables: Mapping[str, Any]) -> Prepared:
        document = Document(*_parsed(source))
        measured = self._measured(document, variables)
        problems = validate(self._schema, document.tree, max_errors=MOST_VALIDATION_ERRORS)
        if problems:
            raise Refused(problems)
        if len(source) <= LARGEST_KEPT:
            self._kept[source] = document
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return Prepared(document.tree, measured, is_new=True)

    def _measured(self, document: Document, variables: Mapping[str, Any]) -> Measure:
        lengths = {name: _whole(variables.get(name, default)) for name, default in document.lengths.items()}
        key = tuple(sorted(lengths.items()))
        measured = document.measured.get(key)
        if measured is None:
            measured = measure(self._schema, document.tree, lengths)
            if len(document.measured) < MEASURES_KEPT:
                document.measured[key] = measured
        ensure_within(measured, self._limits)
        return measured


def _whole(length: Any) -> int | None:
    """A length as execution takes it: JSON's `100.0` is the whole number 100."""
    whole = isinstance(length, int) or (isinstance(length, float) and length.is_integer())
    return int(length) if whole else None


def _parsed(source: str) -> tuple[DocumentNode, dict[str, int | None]]:
    try:
        tree = parse(
            source,
            max_lexical_tokens=MOST_TOKENS,
            max_comments=MOST_COMMENTS,
            max_source_length=LARGEST_DOCUMENT,
        )
    except GraphQLError as error:
        raise Refused([error]) from error
    finder = _LengthVariables()
    visit(tree, finder)
    return tree, {name: finder.defaults.get(name) for name in sorted(finder.names)}


class _LengthVariables(Visitor):
    """Collects the variables that are given as `first`, and the largest default of each."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.defaults: dict[str, int] = {}

    def enter_variable_definition(self, node: VariableDefinitionNode, *_: object) -> None:
        """Look at the default of one variable."""
        if isinstance(node.default_value, IntValueNode) and len(node.default_value.value) < 10:
            name = node.variable.name.value
            self.defaults[name] = max(int(node.default_value.value), self.defaults.get(name, 0))

    def enter_field(self, node: FieldNode, *_: object) -> None:
        """Look at the arguments of one field."""
        for argument in node.arguments or ():
            if argument.name.value == "first" and isinstance(argument.value, VariableNode):
                self.names.add(argument.value.name.value)
