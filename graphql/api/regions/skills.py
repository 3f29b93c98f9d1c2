"""Skills, as people say that they have them."""

import strawberry

from api.context import Info
from api.node import Node
from api.regions.loaders import skill_by_id
from models.skills import tables


@strawberry.type(description="Something that somebody can do: of the campaign's own list, or of ESCO's.")
class Skill(Node, row=tables.Skill, loader=skill_by_id):
    """Shows a row of `skills`."""

    names: strawberry.Private[dict[str, str]]
    label: strawberry.Private[str]
    description: str = strawberry.field(description="What it means; may be empty.")

    @strawberry.field(name="label", description="What it is called, in your language where that is known.")
    def label_in_language(self, info: Info) -> str:
        """The label in the reader's language, else in English."""
        return self.names.get(info.context.language, self.label)
