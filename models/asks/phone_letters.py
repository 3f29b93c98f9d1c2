"""The one text that a number gets before it is proven: its code."""

from models.asks.letters import Letter
from models.asks.tables import Delivery
from models.kernel import clock
from models.kernel.words import gettext, isolated
from models.people.phone_codes import LIFETIME, code_of
from models.people.tables import Person, PhoneProof


async def compose_phone_code_letter(delivery: Delivery, person: Person) -> Letter | None:
    """The code, as long as it works and is for the number that the person has now."""
    proof = await PhoneProof.get_or_none(account_id=delivery.account_id, id=delivery.parameters["proof_id"])
    if proof is None or proof.used_at is not None or proof.phone != person.phone:
        return None
    return compose_phone_code(person, code_of(proof.id)) if proof.created_at > clock.now() - LIFETIME else None


def compose_phone_code(person: Person, code: str) -> Letter:
    """Who did not ask for it does nothing: then nothing more is ever texted."""
    language = person.language
    return Letter(
        language=language,
        subject=gettext(language, "Your code"),
        greeting=gettext(language, "Hello {name},", name=isolated(person.first_name)),
        paragraphs=(
            gettext(language, "Type this code on our site to show that this number is yours: {code}", code=code),
            gettext(language, "You did not ask for this? Then do nothing: we text you nothing more."),
        ),
        secret=True,
    )
