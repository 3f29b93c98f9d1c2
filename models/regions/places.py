"""What a search for a place answers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Place:
    """
    Where somebody lives, as far as a postal code or a city tells.

    Found by postal code: `postal_code` is set (and `approximate` if the code itself is not listed but those around it
    agree); chosen as a city: `city_id`. `names` by language where known, else `name`. Degrees, IANA zone. `region_*`:
    the deepest region known. `matched`: the name that a search hit.
    """

    country: str
    name: str
    names: dict[str, str]
    region_id: UUID
    region_code: str
    region_path: str
    region_name: str
    latitude: float
    longitude: float
    time_zone: str
    postal_code: str | None = None
    city_id: UUID | None = None
    approximate: bool = False
    matched: str = ""

    def name_in(self, language: str) -> str:
        """The name in that language where it is known."""
        return self.names.get(language, self.name)


def place_from(row: Mapping[str, Any], **more: Any) -> Place:
    """A place from a row with the columns of `Place`; `names` may be JSON text."""
    values = {name: row[name] for name in Place.__slots__ if name in row.keys()}  # noqa: SIM118
    if isinstance(values["names"], str):
        values["names"] = json.loads(values["names"])
    return Place(**values | more)
