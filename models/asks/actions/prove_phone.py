"""A phone number is texted one thing before it is proven to be somebody's: a code, which they type here."""

from datetime import timedelta
from uuid import UUID

from models.asks.actions.send_service import queue_delivery
from models.asks.channels import open_channels
from models.asks.tables import MessagePurpose
from models.kernel import audit, clock, database_clock, ids, outbox, work
from models.kernel.actor import Actor
from models.kernel.errors import Invalid
from models.people import secrets
from models.people.actions import lift_suppression
from models.people.phone_codes import LIFETIME, code_of
from models.people.policy import ensure_found, ensure_in_person
from models.people.tables import Channel, Person, PhoneProof

CODES_AN_HOUR = 3
"""To one person, whatever the number."""
CODES_A_DAY = 5
"""To one number, whoever asks: nobody's phone is to be filled by others."""
WRONG_CODES = 5

_COUNT_WRONG = "UPDATE phone_proofs SET wrong_codes = wrong_codes + 1 WHERE account_id = $1 AND id = $2"


async def request_phone_code(actor: Actor) -> None:
    """
    Have a code texted to the actor's number. Raises Invalid without a number, for one that is proven, where the site sends
    no texts, and after three codes in an hour to a person or five in a day to a number.
    """
    person_id = ensure_in_person(actor)
    if Channel.SMS not in open_channels():
        raise Invalid("We cannot send text messages.", field="phone")
    now = await database_clock.now()
    async with work.unit_of_work(actor):
        person = await _locked(actor, person_id)
        phone = await _ensure_may_text(person)
        proof = await PhoneProof.create(
            id=ids.new_id(), account_id=actor.account_id, person_id=person_id, phone=phone, created_at=clock.now()
        )
        about = {"proof_id": str(proof.id)}
        await queue_delivery(
            actor, person_id, "phone_code", MessagePurpose.PROOF, now, channel=Channel.SMS, parameters=about
        )
        await outbox.enqueue("asks.deliver", account_id=actor.account_id)


async def prove_phone(actor: Actor, *, code: str) -> Person:
    """
    The number is the actor's, for they know what was texted there. Raises Invalid for a wrong code, one that is older than
    a quarter of an hour, and all after five wrong ones.
    """
    person_id = ensure_in_person(actor)
    async with work.unit_of_work(actor):
        person = await _locked(actor, person_id)
        proofs = await _recent(person)
        found = _find(proofs, code)
        if found is not None:
            await _take(actor, person, found)
        elif proofs:
            await work.execute(_COUNT_WRONG, actor.account_id, proofs[0].id)
    if found is None:
        raise Invalid("This code is wrong or too old. Ask for another one.", field="code")
    return await Person.get(account_id=actor.account_id, id=person_id)


async def _locked(actor: Actor, person_id: UUID) -> Person:
    mine = Person.filter(account_id=actor.account_id, id=person_id).select_for_update(no_key=True)
    return ensure_found(await mine.first())


async def _ensure_may_text(person: Person) -> str:
    if person.phone is None:
        raise Invalid("Tell us your phone number first.", field="phone")
    if person.phone_proven_at is not None:
        raise Invalid("This number is proven already.", field="phone")
    await work.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", f"{person.account_id}:{person.phone}")
    sent = PhoneProof.filter(account_id=person.account_id)
    by_person = sent.filter(person_id=person.id, created_at__gt=clock.now() - timedelta(hours=1))
    to_number = sent.filter(phone=person.phone, created_at__gt=clock.now() - timedelta(days=1))
    if await by_person.count() >= CODES_AN_HOUR or await to_number.count() >= CODES_A_DAY:
        raise Invalid("We have sent several codes already. Wait for a while, then ask again.", field="phone")
    return person.phone


async def _recent(person: Person) -> list[PhoneProof]:
    """The codes of the last quarter of an hour, newest first; those that were for another number count wrong ones too."""
    theirs = PhoneProof.filter(account_id=person.account_id, person_id=person.id, created_at__gt=clock.now() - LIFETIME)
    return await theirs.order_by("-created_at", "-id")


def _find(proofs: list[PhoneProof], code: str) -> PhoneProof | None:
    if sum(proof.wrong_codes for proof in proofs) >= WRONG_CODES:
        return None
    typed = "".join(character for character in code if character.isalnum())
    right = (proof for proof in proofs if proof.used_at is None and secrets.same(typed, code_of(proof.id)))
    return next(right, None)


async def _take(actor: Actor, person: Person, proof: PhoneProof) -> None:
    if proof.phone != person.phone:
        raise Invalid("This code was for another number. Ask for another one.", field="code")
    mine = PhoneProof.filter(account_id=proof.account_id, id=proof.id)
    await mine.update(used_at=clock.now())
    await Person.filter(account_id=person.account_id, id=person.id).update(phone_proven_at=clock.now())
    await lift_suppression(person, Channel.SMS)
    await audit.record(actor, "phone.prove", "person", person.id)
