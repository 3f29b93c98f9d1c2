"""What is known of one reader and one shift, in the words of a text's language: for the merge fields of what organizers write."""

from collections.abc import Mapping
from uuid import UUID
from zoneinfo import ZoneInfo

from babel.dates import format_date

from models.activity.queries import last_contributions
from models.activity.words import name_of_kind
from models.asks.appeal_texts import AppealText, Written, choose_text, read_texts, write_text
from models.asks.composing import Occasion, say_hours
from models.asks.rules.merge_fields import Facts, Field
from models.asks.tables import Appeal, Ask
from models.kernel.tables import Account
from models.people.queries import person_by_ids
from models.people.rules.names import name_and_initial
from models.people.tables import Person, Team
from models.regions.queries import regions_by_ids


async def written_for(ask: Ask, reader: Person, occasion: Occasion) -> Written | None:
    """What an organizer wrote, as one reader gets it: in their language, if it was written in it. None: nobody did."""
    appeal = await Appeal.get_or_none(account_id=ask.account_id, id=ask.appeal_id) if ask.appeal_id else None
    return await write_appeal(appeal, reader, occasion) if appeal else None


async def write_appeal(appeal: Appeal, reader: Person, occasion: Occasion) -> Written:
    """The text of an appeal in a reader's language, with their facts."""
    account = await Account.get(id=appeal.account_id)
    text = choose_text(read_texts(appeal.texts), reader.language, account.default_language)
    return write_text(text, await facts_for(text, account, appeal.asked_by, reader, occasion))


async def facts_for(
    text: AppealText, account: Account, organizer_id: UUID | None, reader: Person, occasion: Occasion
) -> Facts:
    """All facts about a reader and a shift, in the language of a text."""
    return {
        Field.FIRST_NAME: reader.first_name,
        Field.TEAM: await _team(reader),
        Field.REGION: await _region(reader, text.language),
        Field.LAST_CONTRIBUTION: await _last_contribution(reader, text.language),
        Field.ORGANIZER: await _organizer(account, organizer_id),
        Field.CAMPAIGN: account.name,
        **facts_of_shift(occasion, text.language),
    }


def facts_of_shift(occasion: Occasion, language: str) -> Mapping[Field, str]:
    """What, when and where, by the clock of the place."""
    starts_at = occasion.starts_at.astimezone(ZoneInfo(occasion.time_zone))
    return {
        Field.TASK: occasion.title,
        Field.DATE: format_date(starts_at, "full", locale=language),
        Field.TIME: say_hours(occasion, language),
        Field.PLACE: "" if occasion.remote else occasion.place,
    }


async def _team(reader: Person) -> str:
    team = await Team.get_or_none(account_id=reader.account_id, id=reader.team_id) if reader.team_id else None
    return team.name if team else ""


async def _region(reader: Person, language: str) -> str:
    region = (await regions_by_ids([reader.region_id])).get(reader.region_id)
    return region.names.get(language, region.name) if region else reader.place or reader.country


async def _last_contribution(reader: Person, language: str) -> str:
    last = (await last_contributions(reader.account_id, [reader.ledger_id])).get(reader.ledger_id)
    return name_of_kind(last.kind, language) if last else ""


async def _organizer(account: Account, organizer_id: UUID | None) -> str:
    found = await person_by_ids(account.id, [organizer_id]) if organizer_id else {}
    organizer = found.get(organizer_id) if organizer_id else None
    return name_and_initial(organizer.first_name, organizer.last_name) if organizer else account.name
