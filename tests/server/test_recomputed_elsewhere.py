"""
The stream as a season with leagues, matches, badges and streaks; every number once more by pandas, from the file alone.

Of the database only two things are taken for granted: where the replay has put people (home, team, zone), and which
regions may be shown. Nothing here calls the rules under test.
"""

import csv
import gzip
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from math import ceil
from pathlib import Path

import pandas as pd
import pytest

from models.kernel import clock, work
from models.kernel.actor import Actor, system_actor
from models.kernel.tables import Account
from models.leaderboards.actions import compute_standings, draw_fixtures, settle_fixtures
from models.leaderboards.tables import Fixture, RegionStanding, Season, Window
from models.people.tables import Person
from models.recognition.actions import recount_badges
from models.recognition.queries import my_streak
from models.recognition.tables import Badge
from server.replay import replay
from tests.factories import actor_for
from tests.models.leaderboards.fair import reference
from tests.server.replaying import SHARED, STREAM

ROWS = 3_000 if SHARED.is_dir() else 1_500
"""About a month of the real stream, or three of the made one."""
MINUTES = {"question": 10, "answer": 15, "comment": 2, "edit_of_others_post": 5}
KIND = {
    "question": "friend_to_friend",
    "answer": "mentoring",
    "comment": "text_bank",
    "edit_of_others_post": "data_entry",
}
HALF_FROM, MOST_OF_A_KIND, MOST_OF_A_DAY = 240_000, 400_000, 480_000
WEEK = timedelta(days=7)
LAST_DAYS = timedelta(days=6)

_TOTALS = """
SELECT kind, window_kind, window_start, member_id::text AS member, points FROM totals WHERE account_id = $1 AND points <> 0
"""
_ABOVE = """
WITH RECURSIVE above (region, part, parent_id) AS (
    SELECT id, id, parent_id FROM regions
    UNION ALL
    SELECT above.region, regions.id, regions.parent_id FROM above JOIN regions ON regions.id = above.parent_id
)
SELECT above.region::text, above.part::text FROM above
WHERE above.region IN (SELECT region_id FROM people WHERE account_id = $1)
"""
_HOMES = """
SELECT import_key::int AS person, ledger_id::text AS ledger_id, id::text AS person_id, region_id::text AS region,
       team_id::text AS team, time_zone AS zone FROM people WHERE account_id = $1
"""


class Elsewhere:
    """The stream in data frames: `work` has a row for each action, `days` the points of each person's local day."""

    def __init__(self, file: Path, homes: pd.DataFrame, above: pd.DataFrame) -> None:
        stream = pd.read_csv(file)
        stream["at"] = pd.to_datetime(stream["time"], utc=True)
        self.work = stream.merge(homes, on="person")
        self.work["on"] = [
            at.tz_convert(zone).date() for at, zone in zip(self.work["at"], self.work["zone"], strict=True)
        ]
        self.above = above
        self.days = self._days()

    def _days(self) -> pd.DataFrame:
        worth = self.work.assign(worth=self.work["kind"].map(MINUTES) * 1000)
        who = ["ledger_id", "region", "team", "on"]
        of_kind = worth.groupby([*who, "kind"], dropna=False)["worth"].sum()
        halved = of_kind.where(of_kind <= HALF_FROM, HALF_FROM + (of_kind - HALF_FROM) // 2).clip(upper=MOST_OF_A_KIND)
        days = halved.groupby(who, dropna=False).sum().clip(upper=MOST_OF_A_DAY)
        return days.rename("points").reset_index()

    def totals(self, season: date) -> dict[tuple[str, str, date, str], int]:
        """All totals of people, teams and regions in all windows."""
        regions = self.days.merge(self.above, on="region")
        members = {"person": (self.days, "ledger_id"), "region": (regions, "part")}
        members["team"] = (self.days[self.days["team"].notna()], "team")
        starts = {
            "day": lambda on: on,
            "week": monday_of,
            "month": lambda on: on.replace(day=1),
            "season": lambda _: season,
        }
        found = {}
        for kind, (rows, member) in members.items():
            for window, start in starts.items():
                sums = rows.groupby([rows["on"].map(start), rows[member]])["points"].sum()
                found |= {(kind, window, on, who): int(points) for (on, who), points in sums.items()}
        return found

    def people(self, part: str, first: date, last: date) -> list[int]:
        """The points of everybody active in a region between two dates, in order."""
        inside = self.days[self.days["region"].isin(self.above[self.above["part"] == part]["region"])]
        inside = inside[(inside["on"] >= first) & (inside["on"] <= last)]
        return sorted(int(points) for points in inside.groupby("ledger_id")["points"].sum())

    def badges(self) -> dict[tuple[str, str], date]:
        """Person, badge: on which day it was earned."""
        found: dict[tuple[str, str], date] = {}
        for person, rows in self.work.sort_values("on").groupby("person_id"):
            dates = sorted(set(rows["on"]))
            talks = rows[rows["kind"] == "question"].groupby("on").size().cumsum()
            kinds = rows.groupby("on")["kind"].agg(set)
            helped = rows[rows["kind"] == "answer"].groupby("on").size().cumsum()
            minutes = rows[rows["kind"] == "edit_of_others_post"].groupby("on").size().cumsum() * 5
            earned = {
                "first_step": dates[:1],
                "came_back": dates[2:3],
                "hundred_talks": talks[talks >= 100].index[:1],
                "welcomer": helped[helped >= 10].index[:1],
                "kept_it_running": minutes[minutes >= 600].index[:1],
                "season_long": [on for on in dates if (on - dates[0]).days >= 90][:1],
                "month_of_weeks": [on for on in dates if in_a_row(dates, on) >= 4][:1],
            }
            assert len(set().union(*kinds)) < 5, "five kinds would be a badge, and the stream has four"
            found |= {(person, code): days[0] for code, days in earned.items() if len(days)}
        return found


def monday_of(on: date) -> date:
    return on - timedelta(days=on.weekday())


def in_a_row(dates: list[date], on: date) -> int:
    """How many weeks in a row, up to that of a date, have work."""
    mondays, monday, count = {monday_of(each) for each in dates if each <= on}, monday_of(on), 0
    while monday in mondays:
        monday, count = monday - WEEK, count + 1
    return count


def counted(league: list[list[int]]) -> list[int]:
    """The points of each region as they count: nobody with more than the league's 90th percentile (nearest rank)."""
    everybody = sorted(points for region in league for points in region)
    most = everybody[ceil(0.9 * len(everybody)) - 1]
    return [sum(min(points, most) for points in region) for region in league]


def slice_of_the_stream(folder: Path) -> Path:
    """Its last rows, as a stream of its own."""
    with gzip.open(STREAM / "activities.csv.gz", "rt", newline="") as text:
        head, *rows = csv.reader(text)
    file = folder / "activities.csv.gz"
    with gzip.open(file, "wt", newline="") as text:
        csv.writer(text).writerows([head, *islice(rows, len(rows) - ROWS, None)])
    return file


async def frame(sql: str, account: Account) -> pd.DataFrame:
    return pd.DataFrame([dict(row) for row in await work.fetch(sql, account.id)])


async def play_the_season(actor: Actor, middle: date, after: datetime) -> None:
    """As the jobs do: standings, matches from the middle of the season on, everything settled, badges."""
    monday = monday_of(middle)
    await compute_standings(actor, on=monday)
    assert await draw_fixtures(actor, on=monday) > 0
    with clock.freeze(after):
        assert await settle_fixtures(actor) > 0
    last = None
    while (last := await recount_badges(actor, after=last, onward=False)) is not None:
        pass


@pytest.mark.timeout(300)
async def test_a_season_of_the_stream_recomputed_by_pandas(
    geography: object, committed_db: str, tmp_path: Path
) -> None:
    file = slice_of_the_stream(tmp_path)
    await replay(tmp_path, account="elsewhere")
    account = await Account.get(slug="elsewhere")
    season = await Season.get(account_id=account.id)
    elsewhere = Elsewhere(file, await frame(_HOMES, account), await frame(_ABOVE, account))
    actor = system_actor(account.id)
    after = datetime.combine(season.ends_on + 2 * WEEK, datetime.min.time(), UTC)
    await play_the_season(actor, season.starts_on + (season.ends_on - season.starts_on) / 2, after)

    stored = await work.fetch(_TOTALS, account.id)
    assert {tuple(row)[:4]: row["points"] for row in stored} == elsewhere.totals(season.starts_on)
    await compare_standings(account, elsewhere, season)
    await compare_matches(account, elsewhere)
    badges = {(str(row.person_id), row.code): row.earned_on for row in await Badge.filter(account_id=account.id)}
    assert badges == elsewhere.badges()
    await compare_streaks(account, elsewhere, season, after)


async def compare_standings(account: Account, elsewhere: Elsewhere, season: Season) -> None:
    rows = await RegionStanding.filter(account_id=account.id, window_kind=Window.SEASON).order_by("region_id")
    leagues: dict[tuple[str, int], list[RegionStanding]] = {}
    for row in rows:
        leagues.setdefault((str(row.parent_id), row.league), []).append(row)
    assert max(league for _, league in leagues) > 1
    for (parent, number), members in leagues.items():
        points = [elsewhere.people(str(row.region_id), season.starts_on, season.ends_on) for row in members]
        assert [(row.active, row.points) for row in members] == [(len(one), sum(one)) for one in points]
        assert [row.counted for row in members] == counted(points)
        assert min(row.active for row in members) >= 5
        smaller = leagues.get((parent, number + 1), [])
        assert all(row.active >= other.active for row in members for other in smaller)
        if len(members) > 1 and len({each for one in points for each in one}) > 1:
            expected = reference.standings([[float(each) for each in one] for one in points])
            assert [row.place for row in members] == [one.place for one in expected]
            assert [row.score for row in members] == pytest.approx([one.score for one in expected], abs=1e-9)
            assert [row.shown for row in members] == pytest.approx([one.shown for one in expected], abs=1)


async def compare_matches(account: Account, elsewhere: Elsewhere) -> None:
    with_outcome = 0
    for match in await Fixture.filter(account_id=account.id):
        week = await RegionStanding.filter(
            account_id=account.id,
            window_kind=Window.WEEK,
            window_start=match.week_start,
            parent_id=match.parent_id,
        ).order_by("region_id")
        sides = [row for row in week if row.region_id in (match.one_id, match.other_id)]
        assert match.settled_at is not None
        if len(sides) < 2:
            assert match.outcome is None
            continue
        span = match.week_start, match.week_start + LAST_DAYS
        figures = {}
        for league in {row.league for row in sides}:
            members = [row for row in week if row.league == league]
            points = [elsewhere.people(str(row.region_id), *span) for row in members]
            figures |= {
                row.region_id: (len(one), sum_) for row, one, sum_ in zip(members, points, counted(points), strict=True)
            }
        (active, mine), (others, theirs) = figures[match.one_id], figures[match.other_id]
        assert (match.one_rate, match.other_rate) == (mine // active, theirs // others)
        assert match.joint_points == mine + theirs
        assert match.outcome == (0.5 if mine * others == theirs * active else float(mine * others > theirs * active))
        with_outcome += 1
    assert with_outcome > 0


async def compare_streaks(account: Account, elsewhere: Elsewhere, season: Season, after: datetime) -> None:
    """Of the busiest ten, at a moment in the last week of the stream."""
    moment = after - 3 * WEEK
    busiest = elsewhere.work.groupby("ledger_id").size().nlargest(10).index
    for ledger_id in busiest:
        person = await Person.get(account_id=account.id, ledger_id=ledger_id)
        mine = elsewhere.work[elsewhere.work["ledger_id"] == ledger_id]
        mondays = {monday_of(on) for on in mine["on"]}
        this_week = monday_of(pd.Timestamp(moment).tz_convert(person.time_zone).date())
        weeks, worked, spent, monday = 0, 0, 0, min(mondays)
        while monday <= this_week:
            if monday - WEEK < season.starts_on <= monday:
                worked, spent = 0, 0  # skips are earned and spent within a season; a week is in that of its Monday
            if monday in mondays:
                weeks, worked = weeks + 1, worked + 1
            elif weeks and monday != this_week:
                if spent < min(worked // 3, 2):
                    spent += 1
                else:
                    weeks = 0
            monday += WEEK
        with clock.freeze(moment):
            found = await my_streak(actor_for(person))
        assert (found.weeks, found.this_week, found.skips) == (
            weeks,
            this_week in mondays,
            min(worked // 3, 2) - spent,
        )
