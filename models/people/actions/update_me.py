"""A person changes what we know about them: each answer on its own, whenever they like."""

from datetime import datetime
from typing import Any, TypedDict
from uuid import UUID

from models.kernel import audit, clock, ids, outbox, work
from models.kernel.actor import Actor
from models.kernel.errors import NotFound
from models.people.actions.placing import columns_of, find_place
from models.people.actions.placing_in_teams import move_to_team_of
from models.people.actions.remember_home import remember_home
from models.people.actions.remember_pause import remember_pause
from models.people.actions.suppress_address import lift_suppression
from models.people.policy import ensure_found, ensure_in_person
from models.people.rules.ages import ensure_stays_guarded
from models.people.rules.names import name_key, sort_key
from models.people.rules.profiles import clean_changes
from models.people.tables import Channel, Person, PersonSkill, PublicName
from models.regions.places import Place
from models.skills import queries as skills


class ProfileChanges(TypedDict, total=False):
    """What changes; what is not there stays. None empties an answer where that is possible."""

    first_name: str
    last_name: str
    alias: str | None
    public_name: PublicName
    language: str
    phone: str | None
    birth_year: int | None
    country: str
    postal_code: str
    city_id: UUID
    willing: list[str]
    unwilling: list[str]
    from_home: bool
    skill_ids: list[UUID]
    availability: int | None
    maximum_distance_km: int | None
    weekly_minutes: int | None
    rest_hours: int | None
    most_in_a_row: int | None
    paused_until: datetime | None
    rank_hidden: bool
    dismissed_question: str


async def update_me(actor: Actor, changes: ProfileChanges) -> Person:
    """
    Change the actor's profile. All of it is checked before any of it is kept.

    Another postal code means another region, and with it a team of the new neighbours. Who may be under 16 makes
    themself no older (`correct_birth_year`). Raises Invalid, PostalCodeUnknown, NotFound.
    """
    person_id = ensure_in_person(actor)
    await _ensure_skills(changes.get("skill_ids", []))
    async with work.unit_of_work(actor):
        person = await _locked(actor, person_id)
        place = await _new_place(person, changes)
        columns = _columns(person, changes, place)
        if _moves(person, columns):
            await remember_home(person)
        if "paused_until" in columns:
            await remember_pause(person, columns["paused_until"])
        await Person.filter(account_id=actor.account_id, id=person_id).update(**columns)
        if columns.get("phone", person.phone) != person.phone:
            await lift_suppression(person, Channel.SMS)
        if "skill_ids" in changes:
            await _replace_skills(person, changes["skill_ids"])
        if place is not None and place.region_path != person.region_path:
            await move_to_team_of(person, await Person.get(account_id=actor.account_id, id=person_id))
        await audit.record(actor, "person.update", "person", person_id, changed=sorted(changes))
        await outbox.enqueue("matching.people_changed", account_id=actor.account_id, person_ids=[person_id])
        return await Person.get(account_id=actor.account_id, id=person_id)


def _moves(person: Person, columns: dict[str, Any]) -> bool:
    return any(columns.get(name, getattr(person, name)) != getattr(person, name) for name in ("region_id", "time_zone"))


async def _locked(actor: Actor, person_id: UUID) -> Person:
    rows = Person.filter(account_id=actor.account_id, id=person_id).select_for_update()
    return ensure_found(await rows.first())


async def _ensure_skills(skill_ids: list[UUID]) -> None:
    if len(await skills.skills_by_id(skill_ids)) < len(set(skill_ids)):
        raise NotFound("This skill")


async def _new_place(person: Person, changes: ProfileChanges) -> Place | None:
    country, city_id = changes.get("country", person.country), changes.get("city_id")
    stays = country == person.country
    postal_code = changes.get("postal_code") or (person.postal_code if stays else None)
    if city_id is None and stays and postal_code == person.postal_code:
        return None
    return await find_place(country, postal_code, city_id)


def _columns(person: Person, changes: ProfileChanges, place: Place | None) -> dict[str, Any]:
    country, today = place.country if place else person.country, clock.now().date()
    columns = clean_changes(dict(changes), country=country, today=today)
    ensure_stays_guarded(person.birth_year, columns.get("birth_year", person.birth_year), today)
    dismissed = columns.pop("dismissed_question", None)
    if dismissed:
        columns["dismissed_questions"] = sorted({*person.dismissed_questions, dismissed})
    if columns.get("phone", person.phone) != person.phone:
        columns["phone_proven_at"] = None
    columns |= _wishes(person, columns)
    if place is not None:
        columns |= columns_of(place, columns.get("language", person.language))
    first_name, last_name = columns.get("first_name", person.first_name), columns.get("last_name", person.last_name)
    keys = {"sort_key": sort_key(first_name, last_name), "name_key": name_key(first_name, last_name)}
    return columns | keys | {"version": person.version + 1}


def _wishes(person: Person, columns: dict[str, Any]) -> dict[str, list[str]]:
    """No kind of work is wanted and unwanted at once: what was said last counts."""
    if "unwilling" in columns:
        wanted = columns.get("willing", person.willing)
        return {"willing": [kind for kind in wanted if kind not in columns["unwilling"]]}
    if "willing" in columns:
        return {"unwilling": [kind for kind in person.unwilling if kind not in columns["willing"]]}
    return {}


async def _replace_skills(person: Person, skill_ids: list[UUID]) -> None:
    """Declare exactly these skills; what was shown or endorsed of those that stay is kept."""
    mine = PersonSkill.filter(account_id=person.account_id, person_id=person.id)
    await mine.exclude(skill_id__in=skill_ids).delete()
    known = set(await mine.values_list("skill_id", flat=True))
    new = [skill_id for skill_id in dict.fromkeys(skill_ids) if skill_id not in known]
    for skill_id in new:
        await PersonSkill.create(
            id=ids.new_id(), account_id=person.account_id, person_id=person.id, skill_id=skill_id, since=clock.now()
        )
