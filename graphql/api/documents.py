"""Documents that were read, measured and validated once, and are kept for the next time."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graphql import DocumentNode, FieldNode, GraphQLError, GraphQLSchema, VariableNode, Visitor, parse, validate, visit

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
    """A valid document. What it costs depends on the variables that say how long its lists shall be."""

    tree: DocumentNode
    lengths: frozenset[str]
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
        lengths = {name: variables.get(name) for name in document.lengths}
        key = tuple(length if isinstance(length, int) else None for _, length in sorted(lengths.items()))
        measured = document.measured.get(key)
        if measured is None:
            measured = measure(self._schema, document.tree, lengths)
            if len(document.measured) < MEASURES_KEPT:
                document.measured[key] = measured
        ensure_within(measured, self._limits)
        return measured


def _parsed(source: str) -> tuple[DocumentNode, frozenset[str]]:
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
    return tree, frozenset(finder.names)


class _LengthVariables(Visitor):
    """Collects the variables that are given as `first`."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_field(self, node: FieldNode, *_: object) -> None:
        """Look at the arguments of one field."""
        for argument in node.arguments or ():
            if argument.name.value == "first" and isinstance(argument.value, VariableNode):
                self.names.add(argument.value.name.value)
