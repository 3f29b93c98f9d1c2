"""`python -m models.regions.prepare FOLDER_OF_THE_SOURCES`."""

import sys
from dataclasses import replace
from pathlib import Path

from models.regions.prepare.algeria import name_communes, read_algeria
from models.regions.prepare.britain import read_britain
from models.regions.prepare.cities import (
    place_cities_by_postal_codes,
    place_cities_without_postal_codes,
    read_cities,
)
from models.regions.prepare.coded_countries import Reader, add_coded_country
from models.regions.prepare.congress import congressional_districts
from models.regions.prepare.countries import WITH_POSTAL_CODES
from models.regions.prepare.france import read_france
from models.regions.prepare.germany import read_germany
from models.regions.prepare.morocco_and_pakistan import read_morocco, read_pakistan
from models.regions.prepare.poland import read_poland
from models.regions.prepare.records import Geography, locate_regions
from models.regions.prepare.united_states import add_united_states
from models.regions.prepare.writing import write_geography

READERS: dict[str, Reader] = {
    "DE": read_germany,
    "DZ": read_algeria,
    "FR": read_france,
    "GB": read_britain,
    "MA": read_morocco,
    "PK": read_pakistan,
    "PL": read_poland,
}


def prepare(folder: Path) -> Geography:
    """The geography of all countries, from the sources in `folder`."""
    geography = Geography()
    cities = read_cities(folder)
    add_united_states(geography, folder, cities)
    states = {code: region.name for code, region in geography.regions.items() if region.level == "state"}
    geography.add_regions(congressional_districts(folder, states))
    for country, read in READERS.items():
        add_coded_country(geography, folder, country, read, cities)
    name_communes(geography, folder)
    for country in WITH_POSTAL_CODES:
        place_cities_by_postal_codes(geography, cities, country)
    place_cities_without_postal_codes(geography, cities)
    locate_regions(geography)
    _count_the_united_states(geography)
    return geography


def _count_the_united_states(geography: Geography) -> None:
    people = sum(region.population or 0 for region in geography.regions.values() if region.level == "state")
    geography.regions["US"] = replace(geography.regions["US"], population=people)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    write_geography(prepare(Path(sys.argv[1])))
