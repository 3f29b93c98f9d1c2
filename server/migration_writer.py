"""Tortoise's writer of migrations, with what version 1.1.9 leaves out."""

from typing import Any

from tortoise.migrations.operations import Operation, RunSQL
from tortoise.migrations.writer import ImportManager, MigrationWriter


class CompleteWriter(MigrationWriter):
    """Also writes RunSQL, and says of an integer key that the database does not number it."""

    @classmethod
    def completing(cls, writer: MigrationWriter) -> "CompleteWriter":
        """The same migration in this writer's hands."""
        return cls(
            writer.name,
            writer.app_label,
            writer.operations,
            dependencies=writer.dependencies,
            initial=writer.initial,
            migrations_module=writer.migrations_module,
        )

    def _format_operation(self, operation: Operation, imports: ImportManager, *, indent: str) -> list[str]:
        if not isinstance(operation, RunSQL):
            return super()._format_operation(operation, imports, indent=indent)
        statements = [f"{indent}    {statement!r}," for statement in operation.sql]
        return [f"{indent}ops.RunSQL(sql=[", *statements, f"{indent}]),"]

    def _render_field(self, field: Any, imports: ImportManager) -> str:
        """Without this, a key that is not generated would be read back as one that is, and differ for ever."""
        text = super()._render_field(field, imports)
        if field.pk and field.allows_generated and not field.generated:
            return text.removesuffix(")") + ", generated=False)"
        return text
