"""What is known of readers and shifts, in the words of a text's language: for the merge fields of what organizers write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID
from zoneinfo import ZoneInfo

from babel.dates import format_date

from models.activity.queries import LastContribution, last_contributions
from models.activity.words import name_of_kind
from models.asks.appeal_texts import AppealText, Written, choose_text, read_texts, write_text
from models.asks.composing import LastWork, Occasion, say_hours
from models.asks.rules.merge_fields import Facts, Field, as_text, fields_of
from models.asks.tables import Appeal
from models.kernel.distances import in_miles
from models.kernel.tables import Account
from models.matching.rules import Reader
from models.people.queries import person_by_ids
from models.people.rules.names import name_and_initial
from models.people.tables import Person, Team
from models.regions.queries import regions_by_ids
from models.regions.tables import Region


@dataclass(frozen=True, slots=True)
class ReaderFacts:
    """
    Some readers of an account: `last`: by ledger id, what each did last. Teams, regions and organizers are known where an
    appeal is to be written; `_texts`: appeals' texts taken apart, by appeal.
    """

    account: Account
    last: Mapping[UUID, LastContribution]
    teams: Mapping[UUID, Team]
    regions: Mapping[UUID, Region]
    organizers: Mapping[UUID, Person]
    _texts: dict[UUID, dict[str, AppealText]] = field(default_factory=dict)

    def reader(self, person: Person) -> Reader:
        """How reasons are put into words for somebody."""
        return Reader(person.language, in_miles(self.account.default_country))

    def last_work(self, person: Person) -> LastWork | None:
        """What somebody did last, in their language; None if nothing yet."""
        found = self.last.get(person.ledger_id)
        return LastWork(name_of_kind(found.kind, person.language), found.minutes) if found else None

    def missing(self, appeal: Appeal, reader: Person, occasion: Occasion) -> frozenset[Field]:
        """Which facts an appeal's text asks for that are not known of a reader: what stands there instead is read."""
        text = self._text(appeal, reader)
        facts = self._facts(text, appeal.asked_by, reader, occasion)
        return frozenset(each for each in fields_of(text.pieces) if not as_text(facts.get(each, "")))

    def write(self, appeal: Appeal, reader: Person, occasion: Occasion) -> Written:
        """The text of an appeal in a reader's language, if it was written in it, with their facts."""
        text = self._text(appeal, reader)
        return write_text(text, self._facts(text, appeal.asked_by, reader, occasion))

    def _text(self, appeal: Appeal, reader: Person) -> AppealText:
        if appeal.id not in self._texts:
            self._texts[appeal.id] = read_texts(appeal.texts)
        return choose_text(self._texts[appeal.id], reader.language, self.account.default_language)

    def _facts(self, text: AppealText, organizer_id: UUID | None, reader: Person, occasion: Occasion) -> Facts:
        last, team = self.last.get(reader.ledger_id), self.teams.get(reader.team_id) if reader.team_id else None
        return {
            Field.FIRST_NAME: reader.first_name,
            Field.TEAM: team.name if team else "",
            Field.REGION: self._region(reader, text.language),
            Field.LAST_CONTRIBUTION: name_of_kind(last.kind, text.language) if last else "",
            Field.ORGANIZER: self._organizer(organizer_id),
            Field.CAMPAIGN: self.account.name,
            **facts_of_shift(occasion, text.language),
        }

    def _region(self, reader: Person, language: str) -> str:
        region = self.regions.get(reader.region_id)
        return region.names.get(language, region.name) if region else reader.place or reader.country

    def _organizer(self, organizer_id: UUID | None) -> str:
        organizer = self.organizers.get(organizer_id) if organizer_id else None
        return name_and_initial(organizer.first_name, organizer.last_name) if organizer else self.account.name


async def read_reader_facts(account_id: UUID, people: Sequence[Person], appeals: Sequence[Appeal]) -> ReaderFacts:
    """What is known of people of an account to whom these appeals, and letters without one, are to be written."""
    account = await Account.get(id=account_id)
    last = await last_contributions(account_id, [person.ledger_id for person in people])
    if not appeals:
        return ReaderFacts(account, last, {}, {}, {})
    teams = await Team.filter(account_id=account_id, id__in={person.team_id for person in people if person.team_id})
    return ReaderFacts(
        account=account,
        last=last,
        teams={team.id: team for team in teams},
        regions=await regions_by_ids({person.region_id for person in people}),
        organizers=await person_by_ids(account_id, {each.asked_by for each in appeals if each.asked_by}),
    )


def facts_of_shift(occasion: Occasion, language: str) -> Mapping[Field, str]:
    """What, when and where, by the clock of the place."""
    starts_at = occasion.starts_at.astimezone(ZoneInfo(occasion.time_zone))
    return {
        Field.TASK: occasion.title,
        Field.DATE: format_date(starts_at, "full", locale=language),
        Field.TIME: say_hours(occasion, language),
        Field.PLACE: "" if occasion.remote else occasion.place,
    }
