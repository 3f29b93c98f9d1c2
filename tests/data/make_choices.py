"""
Makes `ask_open_bandit_small/*_all.csv.gz`: 4,000 made-up logged choices each, with the columns of the Open Bandit Dataset.

Used where the real ones are not at hand. Everything is drawn from a seeded generator: run this again and the files are the
same, byte for byte. `random_all` chose uniformly, `bts_all` by chances that favour some items, differently by position.

    python -m tests.data.make_choices
"""

import csv
import gzip
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent / "ask_open_bandit_small"
ROWS = 4_000
ITEMS = 80
BEGIN = datetime(2019, 11, 24, tzinfo=UTC)
COLUMNS = [
    *("timestamp", "item_id", "position", "click", "propensity_score"),
    *(f"user_feature_{number}" for number in range(4)),
    *(f"user-item_affinity_{number}" for number in range(ITEMS)),
]


def propensities(position: int) -> list[float]:
    """The chances of the 80 items at a position (1 to 3) in `bts_all`."""
    weights = [1 + (item * 7 + position) % 10 for item in range(ITEMS)]
    return [weight / sum(weights) for weight in weights]


def click_chance(item: int, position: int, feature: int) -> float:
    """How likely a click is: 1 % to 9 %, more for some items at some features."""
    return 0.01 + 0.02 * (item % 3) + 0.01 * (position == 1) + 0.03 * ((item + feature) % 4 == 0)


def rows(dice: Random, *, uniform: bool) -> list[list[str]]:
    """The rows in order of time."""
    return [_row(dice, number, uniform=uniform) for number in range(ROWS)]


def _row(dice: Random, number: int, *, uniform: bool) -> list[str]:
    position, features = dice.randint(1, 3), [dice.randrange(4) for _ in range(4)]
    chances = [1 / ITEMS] * ITEMS if uniform else propensities(position)
    item = dice.choices(range(ITEMS), chances)[0]
    click = int(dice.random() < click_chance(item, position, features[0]))
    time = BEGIN + timedelta(seconds=number * 150)
    names = [f"{feature:08x}" for feature in features]
    return [
        time.isoformat(sep=" "),
        str(item),
        str(position),
        str(click),
        repr(chances[item]),
        *names,
        *["0.0"] * ITEMS,
    ]


def write(name: str, table: list[list[str]]) -> None:
    """Write one file, without a time in its header."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([COLUMNS, *table])
    FOLDER.mkdir(exist_ok=True)
    with gzip.GzipFile(FOLDER / name, "wb", mtime=0) as file:
        file.write(text.getvalue().encode())


if __name__ == "__main__":
    write("random_all.csv.gz", rows(Random(1911), uniform=True))
    write("bts_all.csv.gz", rows(Random(1912), uniform=False))
