"""The formula, for everybody to read."""

from models.activity.tables import ActivityKind
from models.kernel.tables import Account
from tests.api.asking import context_for, data_of

FORMULA = """{ formula { version validFrom dailyCap card
    kinds { kind unit counts pointsPerUnit dailyCap plausiblePerHour } } }"""


async def test_strangers_read_the_formula(account: Account) -> None:
    formula = (await data_of(FORMULA, context_for(account)))["formula"]
    assert (formula["version"], formula["validFrom"], formula["dailyCap"]) == (1, "0001-01-01", 480_000)
    assert formula["card"].startswith("How points are counted, version 1.\n")
    assert [one["kind"] for one in formula["kinds"]] == [kind.name for kind in ActivityKind]
    assert formula["kinds"][0] == {
        "kind": "CANVASS",
        "unit": "minutes",
        "counts": "doors",
        "pointsPerUnit": 1000,
        "dailyCap": 400_000,
        "plausiblePerHour": 26,
    }
