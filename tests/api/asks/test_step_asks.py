"""Asks that are no shift, as people see and answer them, and what organizers see of a yes."""

from typing import Any

from models.asks import links
from models.asks.tables import Ask, AskAnswer, AskKind, AskStatus
from models.kernel import clock, ids
from models.kernel.tables import Account
from models.people.tables import Person
from tests.api.asking import ask, context_for, data_of
from tests.factories import actor_for, make_organizer, make_person

BY_TOKEN = """query($token: String!) { ask(token: $token) {
    kind about question closed task { title } shift { startsAt } reasons { code text } objections { text } choices { answer label }
} }"""
OPEN = "{ me { openAsk { id kind question sentence task { title } shift { id } choices { answer } } } }"
ANSWER = """mutation($input: AskAnswerInput!) { askAnswer(input: $input) {
    __typename
    ... on UserError { code }
    ... on AskAnswerPayload { message leadsTo { path label } assignment { id } ask { answer } }
} }"""
OFFERS = "{ stepOffers { about person { displayName } } }"


async def make_step(person: Person, subject: str = "lead_team", **changes: Any) -> Ask:
    """An ask for a rung that went out just now."""
    now = clock.now()
    values: dict[str, Any] = {
        "reasons": [{"code": "helped", "times": 8}, {"code": "leaderless"}],
        "status": AskStatus.SENT,
        "sent_at": now,
    }
    return await Ask.create(
        id=ids.new_id(), account_id=person.account_id, person_id=person.id, kind=AskKind.STEP, subject=subject, score=0.1,
        chosen_on=now.date(), chosen_at=now, **values | changes,
    )  # fmt: skip


async def test_a_link_shows_the_question_and_answers_that_make_sense(account: Account) -> None:
    step = await make_step(await make_person(account))
    token = links.sign(links.ASK, account.id, step.id)
    shown = (await data_of(BY_TOKEN, context_for(account), token=token))["ask"]
    assert (shown["kind"], shown["task"], shown["shift"], shown["objections"], shown["closed"]) == (
        "STEP",
        None,
        None,
        [],
        False,
    )
    assert shown["about"] == "Lead your team"
    assert shown["question"].startswith("Would you lead your team?")
    assert [each["text"] for each in shown["reasons"]] == [
        "You have helped 8 times.",
        "Your team has nobody yet who leads it.",
    ]
    assert [each["label"] for each in shown["choices"]] == [
        "Yes, I would lead",
        "Not now",
        "Too big a step for me",
        "Not my thing",
        "I do this already",
        "Please do not ask me any more",
    ]


async def test_a_yes_leads_on_and_organizers_of_the_region_see_it(account: Account) -> None:
    person = await make_person(account, first_name="Ada", last_name="Lovelace")
    step, context = await make_step(person), context_for(account, actor_for(person))
    seen = (await data_of(OPEN, context))["me"]["openAsk"]
    assert (seen["kind"], seen["task"], seen["shift"], len(seen["choices"])) == ("STEP", None, None, 6)
    given = (await data_of(ANSWER, context, input={"id": seen["id"], "answer": "YES"}))["askAnswer"]
    assert given == {
        "__typename": "AskAnswerPayload",
        "message": "Wonderful, \u2068Ada\u2069! The organizers of your region see it, and get in touch with you.",
        "leadsTo": {"path": "/team", "label": "My team"},
        "assignment": None,
        "ask": {"answer": "YES"},
    }
    again = (await data_of(ANSWER, context, input={"id": seen["id"], "answer": "NOT_NOW"}))["askAnswer"]
    assert again["__typename"] == "AskClosed"
    assert (await Ask.get(account_id=account.id, id=step.id)).answer is AskAnswer.YES
    organizer = await make_organizer(account, "US/NY/")
    offers = (await data_of(OFFERS, context_for(account, organizer)))["stepOffers"]
    assert [each["about"] for each in offers] == ["Lead your team"]


async def test_elsewhere_and_without_a_role_nobody_sees_who_would_lead(account: Account) -> None:
    person = await make_person(account)
    await make_step(person, status=AskStatus.ANSWERED, answer=AskAnswer.YES, answered_at=clock.now())
    elsewhere = await make_organizer(account, "US/CA/")
    assert await data_of(OFFERS, context_for(account, elsewhere)) == {"stepOffers": []}
    refused = await ask(OFFERS, context_for(account, actor_for(person)))
    assert refused.data is None
    assert len(refused.errors) == 1
