"""Everything that this domain knows about somebody, for themself."""

from typing import Any
from uuid import UUID

import orjson

from models.kernel import audit, work
from models.kernel.actor import Actor
from models.kernel.keys import LEDGER_TABLES, PERSON_TABLES, PRIMARY_KEYS
from models.kernel.tables import AuditEntry
from models.people.qualification_words import name_of
from models.people.queries.people import me
from models.people.queries.qualifications import qualifications_by_id
from models.people.rules.availability import slots_of
from models.people.tables import (
    Consent,
    GuardianConsent,
    Membership,
    Person,
    PersonQualification,
    PersonSkill,
    Session,
    SignInRequest,
    Team,
)
from models.people.wordings import guardian_wording, wording
from models.skills import queries as skills

_OURS_ALONE = frozenset({"account_id", "email_key", "sign_in_key", "sort_key", "name_key", "availability", "version"})
_SECRETS = frozenset({"account_id", "person_id", "token_hash", "refresh_hash", "previous_refresh_hash", "browser_hash"})
_TOLD = frozenset(
    {
        "person_skills",
        "person_qualifications",
        "consents",
        "guardian_consents",
        "memberships",
        "sessions",
        "sign_in_requests",
        "audit_keys",
    }
)


async def export_person(actor: Actor) -> dict[str, Any]:
    """
    The actor's profile, skills, consents with the words they agreed to, roles, sessions, sign-ins and the record of
    what was done to them, and the rows that other domains keep of them, by table: plain values that JSON takes.

    Secrets are left out: they are only stored as hashes anyway.
    """
    person = await me(actor)
    mine = {"account_id": person.account_id, "person_id": person.id}
    return {
        "profile": await _profile(person),
        "skills": await _skills(person),
        "qualifications": await _qualifications(person),
        "consents": [_consent(row, person.language) for row in await Consent.filter(**mine).order_by("at", "id")],
        "guardianConsents": [
            _guardian_consent(row, person.language) for row in await GuardianConsent.filter(**mine).order_by("at", "id")
        ],
        "memberships": await _rows(Membership, **mine),
        "sessions": await _rows(Session, **mine),
        "signIns": await _rows(SignInRequest, **mine),
        "history": await _history(actor.account_id, person.id),
    } | await _rows_elsewhere(person)


async def _profile(person: Person) -> dict[str, Any]:
    columns = {name: getattr(person, name) for name in person._meta.fields_map if name not in _OURS_ALONE}
    team = await Team.get_or_none(account_id=person.account_id, id=person.team_id) if person.team_id else None
    slots = None if person.availability is None else slots_of(person.availability)
    week = None if slots is None else [{"weekday": day, "part": part.name.lower()} for day, part in slots]
    return {name: _plain(value) for name, value in columns.items()} | {
        "availability": week,
        "team": team.name if team else None,
    }


async def _skills(person: Person) -> list[dict[str, Any]]:
    rows = await PersonSkill.filter(account_id=person.account_id, person_id=person.id).order_by("since", "id")
    known = await skills.skills_by_id([row.skill_id for row in rows])
    return [
        {
            "skill": known[row.skill_id].label if row.skill_id in known else str(row.skill_id),
            "evidence": row.evidence.value,
            "since": row.since.isoformat(),
        }
        for row in rows
    ]


async def _qualifications(person: Person) -> list[dict[str, Any]]:
    rows = PersonQualification.filter(account_id=person.account_id, person_id=person.id)
    held = await rows.order_by("declared_at", "id")
    known = await qualifications_by_id(person.account_id, [row.qualification_id for row in held])
    return [
        {
            "qualification": name_of(known[row.qualification_id], person.language),
            "expiresOn": _plain(row.expires_on),
            "declaredAt": _plain(row.declared_at),
            "confirmedAt": _plain(row.confirmed_at),
        }
        for row in held
    ]


def _consent(row: Consent, language: str) -> dict[str, Any]:
    return {
        "purpose": row.purpose.value,
        "channel": row.channel.value,
        "granted": row.granted,
        "wording": wording(row.purpose, language, row.wording_version),
        "wordingVersion": row.wording_version,
        "source": row.source,
        "at": row.at.isoformat(),
    }


def _guardian_consent(row: GuardianConsent, language: str) -> dict[str, Any]:
    return {
        "granted": row.granted,
        "guardianName": row.guardian_name,
        "wording": guardian_wording(language, row.wording_version),
        "wordingVersion": row.wording_version,
        "at": row.at.isoformat(),
    }


async def _rows(table: Any, **mine: Any) -> list[dict[str, Any]]:
    rows = await table.filter(**mine).order_by("created_at", "id").values()
    return [{name: _plain(value) for name, value in row.items() if name not in _SECRETS} for row in rows]


async def _rows_elsewhere(person: Person) -> dict[str, list[dict[str, Any]]]:
    """What the other domains keep of somebody, by table: by the kernel's lists, so that nothing is forgotten."""
    owners = [(table, "person_id", person.id) for table in PERSON_TABLES if table not in _TOLD]
    owners += [(table, "ledger_id", person.ledger_id) for table in LEDGER_TABLES]
    found = {table: await _rows_of(table, column, person.account_id, owner) for table, column, owner in owners}
    return {table: rows for table, rows in found.items() if rows}


async def _rows_of(table: str, column: str, account_id: UUID, owner: UUID) -> list[dict[str, Any]]:
    key = PRIMARY_KEYS[table][-1]
    rows = await work.fetch(
        f"SELECT to_jsonb(t) AS row FROM {table} AS t WHERE account_id = $1 AND {column} = $2 ORDER BY {key}",
        account_id,
        owner,
    )
    return [{name: value for name, value in orjson.loads(row["row"]).items() if name not in _SECRETS} for row in rows]


async def _history(account_id: UUID, person_id: UUID) -> list[dict[str, Any]]:
    entries = await AuditEntry.filter(account_id=account_id, subject_id=person_id).order_by("at", "id")
    return [
        {"at": entry.at.isoformat(), "what": entry.verb, "detail": await audit.read_payload(entry)} for entry in entries
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if hasattr(value, "isoformat") else getattr(value, "value", value)
