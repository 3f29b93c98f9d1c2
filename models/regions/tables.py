"""Regions, postal codes, cities: the same for every account."""

from enum import StrEnum

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.kernel.columns import SortedField


class RegionLevel(StrEnum):
    """How deep a region lies in the tree."""

    COUNTRY = "country"
    STATE = "state"
    COUNTY = "county"
    DISTRICT = "district"


class Division(StrEnum):
    """Along which lines the land is divided; more than one may lie over it."""

    ADMINISTRATIVE = "administrative"
    CONGRESSIONAL = "congressional"


class Region(Model):
    """
    A node of the region tree: country > state > county, and districts of a second division beneath the state.

    `code` is `US`, `US-CA`, `US-CA-037`, `US-CA-CD-12`; `id` is the UUIDv5 of `region:` and the code; `path` holds the
    parts (`US/CA/037/`), so that a subtree is a prefix. `names`: by language, where known; `name` is always there.
    """

    id = fields.UUIDField(primary_key=True)
    code = SortedField(max_length=60, unique=True)
    path = SortedField(max_length=60, unique=True)
    parent_id = fields.UUIDField(null=True, db_index=True)
    level = fields.CharEnumField(RegionLevel, max_length=8)
    division = fields.CharEnumField(Division, max_length=14)
    name = fields.CharField(max_length=120)
    names: dict[str, str] = fields.JSONField(default=dict)
    population = fields.IntField(null=True)
    latitude = fields.FloatField(null=True)
    longitude = fields.FloatField(null=True)
    time_zone = fields.CharField(max_length=40)

    class Meta:
        table = "regions"


class RegionName(Model):
    """A search key under which a region is found: each of its names, and these from each later word on."""

    id = fields.IntField(primary_key=True, generated=False)
    key = SortedField(max_length=120, db_index=True)
    region_id = fields.UUIDField()

    class Meta:
        table = "region_names"


class PostalCode(Model):
    """
    A postal code with the place that people would name, the deepest region known, and its time zone.

    `id` is country and code (`US/10001`, `GB/SW1A`): neighbours in it are neighbours on the map.
    """

    id = SortedField(max_length=16, primary_key=True)
    country = fields.CharField(max_length=2)
    code = SortedField(max_length=12)
    place = fields.CharField(max_length=120)
    names: dict[str, str] = fields.JSONField(default=dict)
    region_id = fields.UUIDField(db_index=True)
    latitude = fields.FloatField()
    longitude = fields.FloatField()
    time_zone = fields.CharField(max_length=40)

    class Meta:
        table = "postal_codes"


class PostalCodeDistrict(Model):
    """One of the districts that a postal code lies in. More than one row: the code alone does not decide."""

    id = fields.IntField(primary_key=True, generated=False)
    postal_code_id = SortedField(max_length=16)
    region_id = fields.UUIDField(db_index=True)

    class Meta:
        table = "postal_code_districts"
        unique_together = (("postal_code_id", "region_id"),)


class City(Model):
    """A city to choose where no postal code is at hand. `id` is the UUIDv5 of `city:` and its number at GeoNames."""

    id = fields.UUIDField(primary_key=True)
    country = fields.CharField(max_length=2)
    name = fields.CharField(max_length=120)
    names: dict[str, str] = fields.JSONField(default=dict)
    region_id = fields.UUIDField(db_index=True)
    latitude = fields.FloatField()
    longitude = fields.FloatField()
    population = fields.IntField()
    time_zone = fields.CharField(max_length=40)

    class Meta:
        table = "cities"
        indexes = [Index(fields=("country", "population"), name="cities_size")]


class PlaceName(Model):
    """A search key under which a city, or else the lowest postal code of a place, is found. In any script."""

    id = fields.IntField(primary_key=True, generated=False)
    country = fields.CharField(max_length=2)
    key = SortedField(max_length=80)
    name = fields.CharField(max_length=120)
    city_id = fields.UUIDField(null=True)
    postal_code_id = SortedField(max_length=16, null=True)

    class Meta:
        table = "place_names"
        indexes = [Index(fields=("country", "key"), name="place_names_key")]
