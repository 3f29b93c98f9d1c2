"""The schema as a document: what `graphql/schema.graphql` holds, so that a change of the contract is seen."""

from pathlib import Path

from api.schema import schema

SNAPSHOT = Path(__file__).parent.parent / "schema.graphql"


def render_schema() -> str:
    """The whole schema in the schema definition language, types by name, ending with a newline."""
    return schema.as_str().rstrip() + "\n"
