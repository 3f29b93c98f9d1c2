"""What the product knows before anybody has signed up: geography, skills, and each account's licences and trainings."""

from models.kernel.tables import Account
from models.people.actions import add_known_qualifications
from models.regions.loading import load_geography
from models.skills.loading import load_skills
from server.progress import Report


async def load_reference(report: Report) -> None:
    """Load or renew the reference data; milliseconds when this version's is there already."""
    await load_geography(lambda table, done, total: report(f"Geography: {table}", done, total))
    await load_skills(lambda table, done, total: report(f"Skills: {table}", done, total))
    for account in await Account.all():
        await add_known_qualifications(account.id)
