"""Algeria: the 69 wilayas and their daïras, from the list of communes; postal codes of GeoNames put into them."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from models.kernel.search_keys import place_key
from models.regions.prepare.coded_countries import Codes, collect, place_of
from models.regions.prepare.records import Geography, RegionRecord
from models.regions.prepare.sources import Row, read_rows


def read_algeria(rows: list[Row], folder: Path) -> tuple[Iterable[RegionRecord], Codes]:
    """
    Regions and places of Algeria.

    A code of the list of communes lies in that commune's daïra; another one in the daïra of the commune (of the same
    two first digits) that one of its places is named after; else in the wilaya whose number its first two digits are.
    """
    communes = _read_communes(folder)
    regions: dict[str, RegionRecord] = {}
    for commune in communes:
        for region in (_wilaya(commune), _daira(commune)):
            regions[region.code] = region
    home = _homes(rows, communes)
    return regions.values(), collect((row["zipcode"], place_of(row, home[row["zipcode"]])) for row in rows)


def name_communes(geography: Geography, folder: Path) -> None:
    """Name each code that belongs to a commune after it, in French, with its Arabic and English names."""
    by_code: dict[str, list[Row]] = {}
    for commune in _read_communes(folder):
        by_code.setdefault(commune["code_postal"], []).append(commune)
    for index, record in enumerate(geography.postal_codes):
        communes = by_code.get(record.code) if record.country == "DZ" else None
        if communes:
            named = {place_key(name) for name in (record.place, *record.others)}
            best = min(communes, key=lambda row: (place_key(row["nom_fr"]) not in named, row["nom_fr"]))
            others = {record.place, *record.others, *(row["nom_fr"] for row in communes)} - {best["nom_fr"]}
            names = {"fr": best["nom_fr"], "ar": best["nom_ar"], "en": best["nom_en"]}
            geography.postal_codes[index] = replace(
                record, place=best["nom_fr"], names=names, others=tuple(sorted(others)), region=_daira(best).code
            )


def _homes(rows: list[Row], communes: list[Row]) -> dict[str, str]:
    by_code = {commune["code_postal"]: _daira(commune).code for commune in reversed(communes)}
    by_name = {
        (commune["code_postal"][:2] or commune["wilaya_code"], place_key(commune["nom_fr"])): _daira(commune).code
        for commune in reversed(communes)
    }
    homes: dict[str, str] = {}
    for row in rows:
        code = row["zipcode"]
        known = by_code.get(code) or by_name.get((code[:2], place_key(row["place"])))
        if known or code not in homes:
            homes[code] = known or homes.get(code, f"DZ-{code[:2]}")
    return homes


def _read_communes(folder: Path) -> list[Row]:
    return read_rows(folder / "geo_cities_multiscript" / "algeria_communes_ar_fr_en.csv.gz")


def _wilaya(commune: Row) -> RegionRecord:
    code = f"DZ-{commune['wilaya_code']}"
    return RegionRecord(
        code=code, level="state", name=commune["wilaya_fr"], parent="DZ", names=_names(commune, "wilaya")
    )


def _daira(commune: Row) -> RegionRecord:
    state = f"DZ-{commune['wilaya_code']}"
    code = f"{state}-{place_key(commune['daira_fr']).replace(' ', '-').upper()}"
    return RegionRecord(
        code=code, level="county", name=commune["daira_fr"], parent=state, names=_names(commune, "daira")
    )


def _names(commune: Row, what: str) -> dict[str, str]:
    return {language: commune[f"{what}_{language}"] for language in ("fr", "ar", "en")}
