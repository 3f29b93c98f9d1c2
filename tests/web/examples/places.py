"""Example regions, countries and skills."""

from typing import Any

NEW_YORK = {
    "id": "R1",
    "code": "US-NY-061",
    "name": "New York County",
    "level": "COUNTY",
    "population": 1694251,
    "timeZone": "America/New_York",
}

STATE = NEW_YORK | {"id": "R2", "code": "US-NY", "name": "New York", "level": "STATE", "population": 20201249}

KINGS = NEW_YORK | {"id": "R3", "code": "US-NY-047", "name": "Kings County", "population": 2736074}

COOKING = {"id": "S1", "label": "cook for large groups", "description": "Preparing meals for forty people and more."}

ARABIC = {"id": "S2", "label": "Arabic", "description": "Speaking and writing Arabic."}

DRIVING = {"id": "S3", "label": "drive vans", "description": "Driving vans up to 3.5 t."}


def answers() -> dict[str, Any]:
    """Answers about them."""
    return {
        "account": {
            "name": "Rivers First",
            "defaultCountry": "US",
            "defaultLanguage": "en",
            "languages": ["en", "pl", "ar"],
        },
        "invitation": lambda _, token: (
            {"firstName": "Maya", "address": f"https://x.example/join?invitation={token}"} if token else None
        ),
        "countries": [
            {"code": "US", "name": "United States", "hasPostalCodes": True},
            {"code": "PL", "name": "Poland", "hasPostalCodes": True},
            {"code": "EG", "name": "Egypt", "hasPostalCodes": False},
        ],
        "places": [{"label": "New York City, NY 10009", "postalCode": "10009", "cityId": None, "distanceKm": None}],
        "skills": [ARABIC, DRIVING],
        "regions": [STATE, NEW_YORK],
        "region": NEW_YORK | {"ancestors": [STATE], "children": [KINGS], "summary": None},
    }
