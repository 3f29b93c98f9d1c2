"""What an import found, did, or would do."""

from collections.abc import Collection
from collections.abc import Mapping as Parameters
from dataclasses import dataclass, field
from typing import Any, Self
from uuid import UUID

from models.kernel.errors import DomainError
from models.kernel.tabular.source_table import Mapping, SourceTable
from models.kernel.words import gettext


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the catalogue, and what stands in its `{named}` places."""

    template: str
    parameters: Parameters[str, Any] = field(default_factory=dict)


def said_by(refusal: DomainError) -> Sentence:
    """What a refusal says."""
    return Sentence(refusal.template, refusal.parameters)


@dataclass(frozen=True, slots=True)
class Problem:
    """
    Something about one cell that a person should look at. `row` as a spreadsheet counts (the header is row 1);
    `sentences` say what becomes of it and what to do; `left_out`: the whole row is not taken.
    """

    row: int
    column: str
    value: str
    sentences: tuple[Sentence, ...]
    left_out: bool = False

    def advice_in(self, language: str) -> str:
        """What becomes of it and what to do, in a language."""
        return " ".join(gettext(language, each.template, **each.parameters) for each in self.sentences)

    @property
    def advice(self) -> str:
        """The same in English."""
        return self.advice_in("en")


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

    @classmethod
    def of(
        cls,
        table: SourceTable,
        mapping: Mapping,
        problems: Collection[Problem],
        *,
        fields: tuple[str, ...],
        added: int,
        known: int,
        left_out: int,
        repeated: int = 0,
    ) -> Self:
        """That of a file from which nothing was kept yet."""
        return cls(
            import_id=None,
            mapping=mapping,
            columns=table.columns,
            fields=fields,
            encoding=table.encoding,
            separator=table.separator,
            rows=len(table.rows),
            added=added,
            known=known,
            repeated=repeated,
            left_out=left_out,
            problems=sorted(problems, key=lambda problem: problem.row),
        )

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
