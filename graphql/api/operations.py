"""What our own clients ask: the named operations of `graphql/operations/*.graphql`."""

from functools import cache
from pathlib import Path

from graphql import (
    DefinitionNode,
    DocumentNode,
    FragmentSpreadNode,
    Node,
    OperationDefinitionNode,
    Visitor,
    parse,
    print_ast,
    visit,
)

_HERE = Path(__file__).parent


def operations_folder() -> Path:
    """Where the operations lie: beside this package, within it when installed from a wheel."""
    packaged = _HERE / "operations"
    return packaged if packaged.is_dir() else _HERE.parent / "operations"


@cache
def named_operations() -> dict[str, str]:
    """
    Each operation by its name, as a document of its own with the fragments it uses, from whichever file.

    Raises ValueError when an operation has no name, or two have the same.
    """
    return read_operations([path.read_text() for path in sorted(operations_folder().glob("*.graphql"))])


def read_operations(sources: list[str]) -> dict[str, str]:
    """`named_operations`, of the given files' texts."""
    definitions = [each for source in sources for each in parse(source).definitions]
    named: dict[str, DefinitionNode] = {}
    for each in definitions:
        name = each.name.value if getattr(each, "name", None) else ""  # type: ignore[attr-defined]
        if not name or name in named:
            raise ValueError(f"operations and fragments need names of their own: {name or print_ast(each)[:60]}")
        named[name] = each
    return {
        name: print_ast(DocumentNode(definitions=(each, *_used(each, named))))
        for name, each in named.items()
        if isinstance(each, OperationDefinitionNode)
    }


def _used(node: Node, named: dict[str, DefinitionNode]) -> list[DefinitionNode]:
    found: dict[str, DefinitionNode] = {}
    waiting: list[Node] = [node]
    while waiting:
        for name in _spreads(waiting.pop()):
            if name in named and name not in found:
                found[name] = named[name]
                waiting.append(named[name])
    return list(found.values())


def _spreads(node: Node) -> set[str]:
    finder = _Spreads()
    visit(node, finder)
    return finder.names


class _Spreads(Visitor):
    """Collects the names of the fragments that are spread."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> None:
        """Note one."""
        self.names.add(node.name.value)
