"""Where replayed people live, with whom they form teams, what their actions count as."""

import gzip
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.activity.tables import ActivityKind
from models.kernel.ids import id_for
from server.replay.placing import Home, form_teams, fraction_of, place_people
from server.replay.stream import KINDS, Action, StreamUnreadable, Work, read_stream


def home(code: str, path: str, population: int | None) -> Home:
    return Home(code, f"Place {code}", id_for(path), path, population, 40.0, -70.0, "America/New_York")


HOMES = [
    home("10001", "US/NY/061/", 300),
    home("10002", "US/NY/061/", 300),
    home("11201", "US/NY/047/", 100),
    home("90001", "US/CA/037/", 600),
    home("99999", "US/AK/999/", None),
]


def test_people_live_where_people_live() -> None:
    placed = Counter(home.code for home in place_people(range(10_000), HOMES).values())
    assert placed["99999"] == 0
    assert {code: round(count / 500) for code, count in placed.items() if count} == {
        "10001": 3,
        "10002": 3,
        "11201": 2,
        "90001": 12,
    }


def test_a_person_always_lives_in_the_same_place() -> None:
    assert fraction_of(25364) == fraction_of(25364)
    assert place_people([5, 25364], HOMES)[25364] == place_people([25364], HOMES)[25364]
    assert [place_people([number], HOMES)[number].code for number in (1, 2, 3)] == ["11201", "90001", "10002"]


@given(st.lists(st.integers(1, 10**6), unique=True, max_size=200))
def test_teams_are_neighbours_of_one_state_and_of_a_real_size(people: list[int]) -> None:
    home_of = place_people(people, HOMES)
    teams = list(form_teams(home_of))
    assert all(5 <= len(team.people) <= 15 for team in teams)
    assert all(len({home_of[person].state for person in team.people}) == 1 for team in teams)
    members = [person for team in teams for person in team.people]
    assert len(members) == len(set(members))
    alone = Counter(home_of[person].state for person in set(people) - set(members))
    assert all(count < 5 for count in alone.values())


def write(folder: Path, *lines: str) -> Path:
    with gzip.open(folder / "activities.csv.gz", "wt") as file:
        file.write("\n".join(lines) + "\n")
    return folder


def test_a_stream_is_read_in_order_with_our_kinds(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        "id,time,person,kind,object",
        "7,2011-06-21T20:19:34.730,25364,question,1",
        "8,2011-06-22T00:00:00.000,5,comment,9",
    )
    stream = read_stream(folder)
    assert stream.actions == [
        Action(
            "travel-7", datetime(2011, 6, 21, 20, 19, 34, 730_000, UTC), 25364, Work(ActivityKind.FRIEND_TO_FRIEND, 10)
        ),
        Action("travel-8", datetime(2011, 6, 22, tzinfo=UTC), 5, Work(ActivityKind.TEXT_BANK, 2)),
    ]
    assert read_stream(folder, limit=1).actions == stream.actions[:1]
    assert read_stream(folder, limit=1).digest != stream.digest == read_stream(folder).digest
    assert set(KINDS) == {"question", "answer", "comment", "edit_of_others_post"}


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["id,time,person"], "must have the columns"),
        (["id,time,person,kind,object", "1,2011-06-21T20:19:34.730,2,vote,3"], "“vote”"),
        (["id,time,person,kind,object", "1,2011-06-21T20:19:34.730,2"], "is broken"),
        (["id,time,person,kind,object", "1,noon,2,comment,3"], "is broken"),
        (["id,time,person,kind,object"], "not one action"),
    ],
)
def test_what_is_no_stream_is_refused(tmp_path: Path, lines: list[str], message: str) -> None:
    with pytest.raises(StreamUnreadable, match=message):
        read_stream(write(tmp_path, *lines))


def test_a_file_that_is_not_packed_is_refused(tmp_path: Path) -> None:
    (tmp_path / "activities.csv.gz").write_bytes(b"id,time,person,kind,object\n")
    with pytest.raises(StreamUnreadable, match="is broken"):
        read_stream(tmp_path)


def test_a_folder_without_a_stream_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StreamUnreadable, match="There is no"):
        read_stream(tmp_path)
