"""Places to choose from: a postal code, or a city where there is none at hand."""

from collections.abc import Mapping
from uuid import UUID

import strawberry

from api import ids
from api.context import Info
from models.kernel.actor import Actor
from models.people import queries as people
from models.people.tables import Person
from models.regions.places import Place
from models.regions.rules import distance_km

CITY = "City"
"""The name inside the ids of cities: they have no type of their own, and are given back where somebody says where they live."""


async def home_of(actor: Actor, person_ids: list[UUID]) -> Mapping[UUID, Person]:
    """People as far as it matters where they live. The resolver asks for the actor only."""
    return await people.person_by_ids(actor.account_id, person_ids)


@strawberry.type(description="A place that may be meant: choose it by its postal code, or else by its city's id.")
class PlaceSuggestion:
    """Shows a `Place`."""

    place: strawberry.Private[Place]

    @strawberry.field(description="The place as people would name it, with its region.")
    def label(self, info: Info) -> str:
        """Postal code, place, region."""
        return _label(self.place, info.context.language)

    @strawberry.field(description="Its postal code, if that is how it is chosen.")
    def postal_code(self) -> str | None:
        """The code, as it is stored."""
        return self.place.postal_code

    @strawberry.field(description="The id of the city, if that is how it is chosen.")
    def city_id(self) -> strawberry.ID | None:
        """The global id of the city."""
        city_id = self.place.city_id
        return strawberry.ID(ids.global_id(CITY, city_id)) if city_id else None

    @strawberry.field(description="How far it is from where you live, as the crow flies; null if that is not known.")
    async def distance_km(self, info: Info) -> float | None:
        """Kilometres, to one decimal place."""
        person_id = info.context.actor.person_id
        home = await info.context.load(home_of, person_id) if person_id else None
        if home is None or home.latitude is None or home.longitude is None:
            return None
        distance = distance_km(home.latitude, home.longitude, self.place.latitude, self.place.longitude)
        return round(distance, 1)


def suggest(*places: Place) -> list[PlaceSuggestion]:
    """Places as suggestions."""
    return [PlaceSuggestion(place=place) for place in places]


def _label(place: Place, language: str) -> str:
    name = place.name_in(language)
    where = name if place.region_name == place.name else f"{name}, {place.region_name}"
    return f"{place.postal_code} {where}" if place.postal_code else where
