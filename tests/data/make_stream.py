"""
Makes `stream_travel_stackexchange/activities.csv.gz`: a tenth of the size of the real stream, with its columns and shape.

Used where the real one is not at hand. Everything is drawn from a seeded generator: run this again and the file is the
same, byte for byte. A few people do most of the work (Zipf), as everywhere; days have bursts; kinds have the real shares.

    python -m tests.data.make_stream
"""

import csv
import gzip
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent / "stream_travel_stackexchange"
SEED = 20171031
ROWS = 24_551
PEOPLE = 2_113
BEGIN = datetime(2011, 6, 21, 20, 19, 34, 730_000, UTC)
DAYS = 2_258
KINDS = {"comment": 156_394, "answer": 42_336, "question": 24_937, "edit_of_others_post": 21_851}


def rows(dice: Random) -> list[list[str]]:
    """The rows in order of time: id, time, person, kind, object."""
    weights = [1 / rank for rank in range(1, PEOPLE + 1)]
    numbers = dice.sample(range(1, 44_203), PEOPLE)
    people = numbers + dice.choices(numbers, weights, k=ROWS - PEOPLE)
    kinds = dice.choices(list(KINDS), list(KINDS.values()), k=ROWS)
    seconds = sorted(DAYS * 86_400 * dice.random() ** 0.7 for _ in range(ROWS))
    dice.shuffle(people)
    times = (_written(BEGIN + timedelta(seconds=second)) for second in seconds)
    objects = (str(dice.randint(1, 100_000)) for _ in range(ROWS))
    return [
        [str(number), time, str(person), kind, object_]
        for number, (time, person, kind, object_) in enumerate(zip(times, people, kinds, objects, strict=True), start=1)
    ]


def _written(moment: datetime) -> str:
    """As the real stream writes it: UTC, without saying so."""
    return moment.replace(tzinfo=None).isoformat(timespec="milliseconds")


def main() -> None:
    """Write the file."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["id", "time", "person", "kind", "object"])
    writer.writerows(rows(Random(SEED)))
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "activities.csv.gz").write_bytes(gzip.compress(text.getvalue().encode(), mtime=0))


if __name__ == "__main__":
    main()
