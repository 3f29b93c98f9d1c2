"""Letters that ask for what is no shift, and thanks for those whom nothing is worth asking: thanks first, one clear question."""

from models.activity.queries import last_contributions
from models.activity.words import name_of_kind
from models.asks import links
from models.asks.attention_accounts import spent_people
from models.asks.composing import LastWork, say_thanks
from models.asks.letters import Button, Letter
from models.asks.rules.next_steps import Subject
from models.asks.step_reasons import word_step_reasons
from models.asks.step_words import answer_labels, say_question, subject_asked, title_of
from models.asks.tables import Ask, AskAnswer, AskStatus, Delivery
from models.kernel import clock, work
from models.kernel.words import gettext, isolated
from models.people.queries import has_consent
from models.people.tables import Person, PersonQualification, PersonSkill, Purpose

_PLANNED = """
    SELECT EXISTS (SELECT FROM assignments b JOIN shifts s ON s.account_id = b.account_id AND s.id = b.shift_id
                   WHERE b.account_id = $1 AND b.person_id = $2 AND s.ends_at > $3 AND s.cancelled_at IS NULL
                     AND b.state IN ('invited', 'accepted', 'waitlisted', 'confirmed'))
"""


async def compose_next_step_letter(delivery: Delivery, person: Person) -> Letter | None:
    """The ask, if it still stands, is not settled by itself meanwhile, and the person agrees to be asked."""
    ask = await Ask.get_or_none(account_id=delivery.account_id, id=delivery.ask_id)
    if ask is None or ask.status is not AskStatus.CHOSEN or ask.answer is not None:
        return None
    if person.paused_until is not None and person.paused_until > clock.now():
        return None
    if not await has_consent(person.account_id, person.id, Purpose.ASKS, delivery.channel):
        return None
    if await spent_people(ask.account_id, [person.id]) or await _is_settled(ask, person):
        return None
    return compose_next_step(ask, person, await _last_work(person))


async def compose_thanks_for_work_letter(_: Delivery, person: Person) -> Letter | None:
    """Thanks for what somebody did last. It asks for nothing."""
    last = await _last_work(person)
    if last is None or (person.paused_until is not None and person.paused_until > clock.now()):
        return None
    language = person.language
    return Letter(
        language=language,
        subject=gettext(language, "Thank you, {name}", name=person.first_name),
        greeting=gettext(language, "Hello {name},", name=isolated(person.first_name)),
        paragraphs=(
            *say_thanks(language, last),
            gettext(language, "It made a difference. There is nothing you need to do: we only wanted to say so."),
        ),
        buttons=(Button(gettext(language, "See what came of it"), links.address("/")),),
    )


def compose_next_step(ask: Ask, person: Person, last: LastWork | None) -> Letter:
    """One question: one button for yes, five small ways to say no, each one tap."""
    language, address = person.language, links.address("/ask/")
    token = links.sign(links.ASK, ask.account_id, ask.id)
    why = word_step_reasons(ask.reasons, language)
    return Letter(
        language=language,
        subject=gettext(
            language,
            "{name}, a question: {title}",
            name=person.first_name,
            title=title_of(subject_asked(ask), language),
        ),
        greeting=gettext(language, "Hello {name},", name=isolated(person.first_name)),
        paragraphs=(
            *say_thanks(language, last),
            say_question(ask, language),
            gettext(language, "Why you: {why}", why=why),
        ),
        buttons=tuple(
            Button(label, address, f"?answer={answer.value}") for answer, label in answer_labels(ask, language).items()
        ),
        small_print=(
            gettext(language, "You get this because you agreed to be asked. We ask at most twice a week."),
            gettext(language, "Everything we know of you stands in your profile: {url}", url=links.address("/profile")),
        ),
        unsubscribe_url=f"{address}{token}?answer={AskAnswer.NEVER.value}",
        key=token,
    )


async def _last_work(person: Person) -> LastWork | None:
    found = (await last_contributions(person.account_id, [person.ledger_id])).get(person.ledger_id)
    return LastWork(name_of_kind(found.kind, person.language), found.minutes) if found else None


async def _is_settled(ask: Ask, person: Person) -> bool:
    """Whether there is nothing left to ask: they have signed up for something, or answered by themselves."""
    match subject_asked(ask):
        case Subject.WHAT_IS_NEAR:
            return bool(await work.fetch_value(_PLANNED, person.account_id, person.id, clock.now()))
        case Subject.WILLING:
            return bool(person.willing)
        case Subject.AVAILABILITY:
            return person.availability is not None
        case Subject.BIRTH_YEAR:
            return person.birth_year is not None
        case Subject.SKILLS:
            return await PersonSkill.exists(account_id=person.account_id, person_id=person.id)
        case Subject.QUALIFICATION:
            asked = [each["qualification_id"] for each in ask.reasons if "qualification_id" in each]
            held = PersonQualification.filter(account_id=person.account_id, person_id=person.id)
            return await held.filter(qualification_id__in=asked).exists()
        case _:
            return False
