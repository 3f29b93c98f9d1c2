"""
Workers die at random while asks go to a provider of text messages that takes each key once: its own count is the judge.

Every message arrives exactly once, and none is left unknown (`safety.md` 2).
"""

from collections import Counter

from tests.faults.processes import Process
from tests.faults.stage import Stage, until
from tests.faults.test_sending import kill_senders, send_the_rest, states_of, zone_of_noon
from tests.size import patience, scaled

THEY_CHOSE_TEXTS = """
    WITH texted AS (UPDATE consents SET channel = 'sms' WHERE purpose = 'asks' RETURNING person_id)
    UPDATE people SET phone_proven_at = now(),
        phone = '+1202' || lpad((SELECT count(*) FROM people o WHERE o.id < people.id)::text, 7, '0')
    WHERE id IN (SELECT person_id FROM texted)
"""


async def test_by_a_provider_that_honours_keys_every_message_arrives_exactly_once(stage: Stage) -> None:
    provider = await start_provider(stage)
    people = await want_texts(stage, scaled(2_000))

    async def arrived() -> int:
        return arrivals(provider).total()

    await kill_senders(stage, arrived, scaled(20))
    await send_the_rest(stage, patience(120))
    states = await states_of(stage)
    assert Counter(states.values()) == {"sent": people}
    assert arrivals(provider) == dict.fromkeys((name[1:37] for name in states), 1)
    by_key = {(line["key"], line["message"]) for line in provider.said() if "key" in line}
    assert by_key == {(name.strip("<>"), name[1:37]) for name in states}


async def start_provider(stage: Stage) -> Process:
    """A provider that outlives everything else, and workers that will be told of it."""
    provider = stage.start(["tests.faults.text_process"])
    await until(lambda: any(provider.said()))
    port = next(iter(provider.said()))["port"]
    stage.settings = {
        "GROUNDSWELL_SMS_URL": f"http://127.0.0.1:{port}/Messages",
        "GROUNDSWELL_SMS_USER": "AC1",
        "GROUNDSWELL_SMS_PASSWORD": "a token that the provider gave us",
        "GROUNDSWELL_SMS_FROM": "+12025550100",
        "GROUNDSWELL_SMS_IDEMPOTENT": "true",
    }
    return provider


async def want_texts(stage: Stage, count: int) -> int:
    """People for whom it is early afternoon now, all of them to be asked by text message."""
    (campaign,) = await stage.run_client("seed_people", count=count, time_zone=zone_of_noon())
    await stage.run_client("seed_asks", **campaign, tasks=1)
    await stage.ask(THEY_CHOSE_TEXTS)
    await stage.run_client("request_asks", account_id=campaign["account_id"])
    return count


def arrivals(provider: Process) -> Counter[str]:
    """How often each message was delivered to a phone."""
    return Counter(line["message"] for line in provider.said() if line.get("arrives"))
