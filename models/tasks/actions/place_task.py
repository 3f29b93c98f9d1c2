"""Finds where a task lies: its region, its point, its time zone; and that whoever is named in it exists."""

from typing import Any
from uuid import UUID

from tzfpy import get_tz

from models.kernel.actor import Actor
from models.kernel.errors import Invalid, NotFound
from models.people.queries import qualifications_by_id
from models.people.tables import Person, PersonKind
from models.regions.queries import region_by_id
from models.regions.tables import Region, RegionLevel
from models.skills.queries import skills_by_id
from models.tasks import policy


async def place_task(actor: Actor, values: dict[str, Any]) -> dict[str, Any]:
    """
    Columns of `tasks` with what follows from region and point. A task in a county without a point lies in its middle.

    Raises NotFound for an unknown region, and when the actor does not organize there, NotAllowed.
    """
    region = await region_by_id(values["region_id"])
    policy.ensure_may_organize(actor, region.path)
    latitude, longitude = _point(values, region)
    return values | {
        "region_path": region.path,
        "latitude": latitude,
        "longitude": longitude,
        "time_zone": _time_zone(region, latitude, longitude),
    }


def _point(values: dict[str, Any], region: Region) -> tuple[float | None, float | None]:
    if values.get("remote"):
        return None, None
    if values.get("latitude") is None and region.level is RegionLevel.COUNTY:
        return region.latitude, region.longitude
    return values.get("latitude"), values.get("longitude")


def _time_zone(region: Region, latitude: float | None, longitude: float | None) -> str:
    if latitude is None or longitude is None:
        return region.time_zone
    return get_tz(longitude, latitude) or region.time_zone


async def ensure_known_skills(skill_ids: list[UUID]) -> None:
    """Raise Invalid for skills that are not in the list."""
    if len(await skills_by_id(skill_ids)) < len(set(skill_ids)):
        raise Invalid("One of these skills is not in our list. Choose from the list.", field="skillIds")


async def ensure_known_qualifications(actor: Actor, qualification_ids: list[UUID]) -> None:
    """Raise Invalid for licences and trainings that the account does not know."""
    if len(await qualifications_by_id(actor.account_id, qualification_ids)) < len(set(qualification_ids)):
        raise Invalid("We do not know this licence or training. Choose from the list.", field="qualificationIds")


async def ensure_host(actor: Actor, person_id: UUID) -> None:
    """Raise NotFound unless the host is a volunteer whom the actor organizes (or the actor)."""
    person = await Person.get_or_none(account_id=actor.account_id, id=person_id, kind=PersonKind.VOLUNTEER)
    may_name = person is not None and (person.id == actor.person_id or policy.may_organize(actor, person.region_path))
    if not may_name:
        raise NotFound("This host")
