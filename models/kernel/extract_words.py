"""
Finds the sentences for people in our Python files, for Babel (`babel.cfg`).

Beside calls of `gettext`, `ngettext` and `lazy`, these are the messages of our own errors: whatever literal stands
first in `raise SomeError("…")` or `super().__init__("…")`, also within a choice (`"…" if … else "…"`). The option
`errors = no` leaves them out.
"""

import ast
import builtins
from collections.abc import Iterator, Mapping
from typing import BinaryIO

Found = tuple[int, str, str | tuple[str, ...], list[str]]

_FOREIGN = "strawberry"
SENTENCE_AT = {"lazy": (0,), "gettext": (1,), "ngettext": (1, 2)}


def extract(
    file: BinaryIO,
    keywords: object,  # noqa: ARG001 (Babel's signature; ours are fixed above)
    comment_tags: object,  # noqa: ARG001
    options: Mapping[str, str],
) -> Iterator[Found]:
    """The sentences of one file as (line, function, message or (singular, plural), comments)."""
    with_errors = options.get("errors", "yes") == "yes"
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call):
            yield from _of_call(node)
        if with_errors and (call := _error_in(node)) is not None:
            yield from _of_error(call)


def _of_call(call: ast.Call) -> Iterator[Found]:
    name = _name(call)
    places = SENTENCE_AT.get(name, ())
    given = [list(_literals(call.args[place])) for place in places if place < len(call.args)]
    if len(places) == 2 and all(len(each) == 1 for each in given):
        yield call.lineno, "ngettext", (given[0][0], given[1][0]), []
    elif len(places) == 1 and given:
        for sentence in given[0]:
            yield call.lineno, "gettext", sentence, []


def _of_error(call: ast.Call) -> Iterator[Found]:
    for sentence in _literals(call.args[0]) if call.args else ():
        if " " in sentence:  # one word is a key or a code
            yield call.lineno, "gettext", sentence, []


def _error_in(node: ast.AST) -> ast.Call | None:
    call = node.exc if isinstance(node, ast.Raise) else node
    if not isinstance(call, ast.Call):
        return None
    name = _name(call)
    if isinstance(node, ast.Raise):
        return call if name[:1].isupper() and not hasattr(builtins, name) else None
    return call if name == "__init__" else None


def _name(call: ast.Call) -> str:
    """The last name of what is called; of another library's namesakes (`strawberry.lazy`) the whole of it."""
    function = call.func
    if isinstance(function, ast.Attribute):
        return f"{_FOREIGN}.{function.attr}" if getattr(function.value, "id", "") == _FOREIGN else function.attr
    return getattr(function, "id", "")


def _literals(expression: ast.expr) -> Iterator[str]:
    if isinstance(expression, ast.Constant) and isinstance(expression.value, str) and expression.value:
        yield expression.value
    elif isinstance(expression, ast.IfExp):
        yield from _literals(expression.body)
        yield from _literals(expression.orelse)
