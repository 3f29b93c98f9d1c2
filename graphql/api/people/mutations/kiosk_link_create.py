"""kioskLinkCreate."""

from typing import Annotated

import strawberry

from api import ids
from api.arguments import Given
from api.context import Info
from api.errors import CommonErrors
from api.people.sessions import Session
from api.rows import wrap
from models.people import actions


@strawberry.input(description="Which display a screen may show, and how long.")
class KioskLinkCreateInput:
    """Input of kioskLinkCreate."""

    name: str = strawberry.field(description="Where the screen is.")
    region_id: strawberry.ID = strawberry.field(description="The region that it shows.")
    days: int = strawberry.field(description="For how long, 1 to 365.")


@strawberry.type(description="The link is made.")
class KioskLinkCreatePayload:
    """What kioskLinkCreate answers."""

    token: str = strawberry.field(description="The end of its address: `/kiosk/` and this. It is shown this once.")
    session: Session = strawberry.field(description="What we keep of it; `sessionRevoke` ends it.")


KioskLinkCreateResult = Annotated[
    KioskLinkCreatePayload | CommonErrors,
    strawberry.union("KioskLinkCreateResult", description="The link, or why not."),
]


@strawberry.type
class KioskLinkCreate:
    """Belongs to Mutation."""

    @strawberry.mutation(description="Make a link by which a screen shows one region's display, and nothing else.")
    async def kiosk_link_create(self, info: Info, input: Given[KioskLinkCreateInput]) -> KioskLinkCreateResult:
        """Make a link for a screen."""
        created = await actions.create_kiosk_link(
            info.context.actor, name=input.name, region_id=ids.row_id("Region", input.region_id), days=input.days
        )
        return KioskLinkCreatePayload(token=created.token, session=wrap(Session, created.session))
