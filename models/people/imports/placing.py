"""Where imported people live, as far as their rows tell: by postal code, else by state, else by country alone."""

from dataclasses import dataclass, field
from typing import Any

from models.kernel.errors import Invalid, NotFound
from models.kernel.words import lazy
from models.people.actions.placing import columns_of
from models.people.imports.drafts import PersonDraft, RowReader
from models.people.imports.report import Sentence
from models.regions import queries as regions
from models.regions.errors import PostalCodeUnknown
from models.regions.tables import Region

Columns = dict[str, Any]

_NO_COUNTRY = Sentence(lazy("The country is not in our data. Add a country to the row; it is left out."))
_PLACED_ROUGHLY = lazy("This postal code is not known. The person is placed in {region}; correct the code if you can.")


@dataclass(slots=True)
class Placing:
    """Finds places, each code once."""

    reader: RowReader
    _found: dict[tuple[str, str], Columns | None] = field(default_factory=dict)
    _regions: dict[str, Region | None] = field(default_factory=dict)

    async def columns(self, draft: PersonDraft) -> Columns | None:
        """The columns that say where somebody lives, or None (and a problem) where not even the country is known."""
        exact = await self._by_postal_code(draft) if draft.postal_code else None
        if exact is not None:
            return exact
        region = await self._region(f"{draft.country}-{draft.state.upper()}") if draft.state else None
        region = region or await self._region(draft.country)
        self._note(draft, region)
        return _columns_in(region, draft) if region else None

    async def _by_postal_code(self, draft: PersonDraft) -> Columns | None:
        key = (draft.country, draft.postal_code)
        if key not in self._found:
            self._found[key] = await _look_up(*key, draft.language)
        return self._found[key]

    async def _region(self, code: str) -> Region | None:
        if code not in self._regions:
            try:
                self._regions[code] = await regions.region_by_code(code)
            except NotFound:
                self._regions[code] = None
        return self._regions[code]

    def _note(self, draft: PersonDraft, region: Region | None) -> None:
        column = self.reader.column_of("postal_code")
        if region is None:
            self.reader.note(draft.number, column, draft.postal_code or draft.country, _NO_COUNTRY, left_out=True)
        elif draft.postal_code:
            advice = Sentence(_PLACED_ROUGHLY, {"region": region.name})
            self.reader.note(draft.number, column, draft.postal_code, advice)


async def _look_up(country: str, postal_code: str, language: str) -> Columns | None:
    try:
        return columns_of(await regions.find_postal_code(country, postal_code), language)
    except (PostalCodeUnknown, Invalid):
        return None


def _columns_in(region: Region, draft: PersonDraft) -> Columns:
    return {
        "country": draft.country,
        "postal_code": None,
        "place": (draft.city or region.name)[:120],
        "region_id": region.id,
        "region_path": region.path,
        "latitude": None,
        "longitude": None,
        "time_zone": region.time_zone,
    }
