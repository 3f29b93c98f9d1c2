"""Ways into the demo campaign that `groundswell up` prints. Development only."""

from models.kernel.tables import Account
from models.people.actions import make_development_link
from models.people.tables import Person
from server.demo.cast import FIRST_NAMES
from server.settings import settings


async def sign_in_links(public_url: str) -> list[tuple[str, str]]:
    """(label, address) of a single-use link for each part, good for 24 hours, and of the public display."""
    account = await Account.get_or_none(slug=settings().account)
    if account is None:
        return []
    links = [("Display", f"{public_url}/display/{account.default_country}")]
    for part in FIRST_NAMES:
        person = await Person.get_or_none(account_id=account.id, sign_in_key=f"{part}@example.org")
        if person is not None:
            token = await make_development_link(account.id, person.id, development=not settings().is_production)
            links.append((f"Sign in as {part}", f"{public_url}/sign-in/link/{token}"))
    return links
