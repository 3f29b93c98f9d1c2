"""The vocabulary of licences and trainings grows."""

from uuid import UUID

from models.kernel import audit, clock, ids, work
from models.kernel.actor import ORGANIZING, Actor
from models.kernel.errors import Conflict, NotAllowed
from models.people.policy import ensure_signed_in
from models.people.qualification_words import KNOWN, labels_of
from models.people.queries.qualifications import qualifications_of_account
from models.people.rules.names import clean_name
from models.people.rules.qualifications import LONGEST_HOW, LONGEST_NAME, QualificationKind
from models.people.tables import Qualification

_ADD = """
INSERT INTO qualifications (id, account_id, kind, word, name, how, needs_confirmation, created_at)
VALUES ($1, $2, $3, $4, '', '', $5, $6) ON CONFLICT (account_id, word) DO NOTHING
"""


async def create_qualification(
    actor: Actor, *, kind: QualificationKind, name: str, how: str = "", needs_confirmation: bool = False
) -> Qualification:
    """
    Add a licence or training, in the words of whoever adds it, that tasks may require. Organizers of any region.

    Raises Invalid, NotAllowed, SignInRequired, and Conflict where there is one of that name.
    """
    ensure_signed_in(actor)
    if not actor.has_role(*ORGANIZING):
        raise NotAllowed("Only organizers add licences and trainings. Ask an organizer of your region.")
    name = clean_name(name, field="name", longest=LONGEST_NAME, required=True)
    how = clean_name(how, field="howToGet", longest=LONGEST_HOW)
    async with work.unit_of_work(actor):
        await _ensure_new(actor, name)
        row = await Qualification.create(
            id=ids.new_id(),
            account_id=actor.account_id,
            kind=kind,
            name=name,
            how=how,
            needs_confirmation=needs_confirmation,
            created_at=clock.now(),
        )
        await audit.record(actor, "qualification.create", "qualification", row.id)
        return row


async def _ensure_new(actor: Actor, name: str) -> None:
    known = [label.casefold() for row in await qualifications_of_account(actor) for label in labels_of(row).values()]
    if name.casefold() in known:
        raise Conflict("There is one of this name already.")


async def add_known_qualifications(account_id: UUID) -> None:
    """Give an account those of the licences and trainings that we ship which it does not have yet."""
    for word, known in KNOWN.items():
        await work.execute(
            _ADD, ids.new_id(), account_id, known.kind.value, word, known.needs_confirmation, clock.now()
        )
