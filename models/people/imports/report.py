"""What an import found, did, or would do."""

from dataclasses import dataclass, field
from uuid import UUID

from models.kernel.tabular.source_table import Mapping


@dataclass(frozen=True, slots=True)
class Problem:
    """
    Something about one cell that a person should look at. `row` as a spreadsheet counts (the header is row 1);
    `advice` says what becomes of it and what to do; `left_out`: the whole row is not taken.
    """

    row: int
    column: str
    value: str
    advice: str
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class ImportReport:
    """
    The outcome of an import, or of a dry run (`import_id` is None and nothing was kept).

    `columns` are those of the file, `fields` those of ours that they can be mapped to.
    Each row is added, known (somebody is here already), repeated (an earlier row says the same), or left out.
    """

    import_id: UUID | None
    mapping: Mapping
    columns: tuple[str, ...]
    fields: tuple[str, ...]
    encoding: str
    separator: str | None
    rows: int
    added: int
    known: int
    repeated: int
    left_out: int
    problems: list[Problem] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """The numbers alone."""
        return {
            "rows": self.rows,
            "added": self.added,
            "known": self.known,
            "repeated": self.repeated,
            "leftOut": self.left_out,
            "problems": len(self.problems),
        }
