"""Numbers, dates, times and distances in the reader's language and time zone."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from babel.dates import (
    format_date,
    format_skeleton,
    format_time,
    format_timedelta,
    get_datetime_format,
    get_timezone,
    get_timezone_name,
)
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from models.activity.words import POINT, count_points
from models.kernel.distances import KILOMETRES, MILES, say_distance, whole_distance
from models.kernel.durations import say_minutes
from models.kernel.words import ngettext
from models.tasks.rules import Span, check_in_window, may_check_in

GAP = "#,##0.##%"
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Formats:
    """How one reader reads: language, IANA time zone, miles or kilometres, and what time it is."""

    language: str
    zone: str
    miles: bool
    now: datetime

    def counted(self, singular: str, plural: str, number: int, **parameters: object) -> str:
        """A sentence in the form that a number takes, with the number in it as `{number}`."""
        return ngettext(self.language, singular, plural, number, **parameters)

    def number(self, value: float) -> str:
        """`12,345`."""
        return format_decimal(value, locale=self.language)

    def points(self, thousandths: int) -> str:
        """Whole points out of thousandths."""
        return format_decimal(thousandths // POINT, locale=self.language)

    def counted_points(self, thousandths: int) -> str:
        """`1 point`, `45 points`: whole points with their noun."""
        return count_points(thousandths // POINT * POINT, self.language)

    def rate(self, thousandths: int) -> str:
        """Points per somebody, to a tenth: `12.3`."""
        return format_decimal(round(thousandths / POINT, 1), locale=self.language)

    def change(self, percent: int) -> str:
        """`+12%`, `-3%`."""
        sign = "+" if percent > 0 else ""
        return sign + format_percent(percent / 100, locale=self.language)

    def exact_points(self, thousandths: int) -> str:
        """Points with their fraction: `1.5`."""
        return format_decimal(thousandths / POINT, locale=self.language)

    def share(self, part: float, whole: float) -> str:
        """A part of a whole in percent."""
        return format_percent(part / whole if whole else 0, locale=self.language)

    def percent(self, share: float) -> str:
        """A share in percent, to a tenth: `4.3%`."""
        return format_percent(share, format="0.0%", locale=self.language)

    def hundredths(self, difference: float) -> str:
        """A difference of shares, in points of a hundred: `+1.2`, with its sign before it in every direction of writing."""
        return f"\u2066{format_decimal(difference * 100, format='+0.0;-0.0', locale=self.language)}\u2069"

    def decimal(self, value: float) -> str:
        """`0.217`."""
        return format_decimal(value, format="0.000", locale=self.language)

    def gap(self, share: float) -> str:
        """What a share lacks to the whole, in percent, rounded up: `0.08%`."""
        lacking = ceil(max(0.0, 1 - share) * 10_000 - 1e-6) / 10_000
        return format_percent(lacking, format=GAP, locale=self.language)

    def distance(self, kilometres: float | None) -> str:
        """`3 km` or `2 mi`; empty if unknown."""
        return "" if kilometres is None else say_distance(kilometres, self.language, miles=self.miles)

    @property
    def unit(self) -> str:
        """`mi` or `km`: in which a form takes distances."""
        return MILES if self.miles else KILOMETRES

    def whole_distance(self, kilometres: float | None) -> str:
        """A distance as a form shows it, without its unit: `25`; empty if unknown."""
        shown = whole_distance(kilometres, miles=self.miles)
        return "" if shown is None else str(shown)

    def minutes(self, minutes: int) -> str:
        """`45 min`, `2 hr`, `1 hr 30 min`."""
        return say_minutes(minutes, self.language)

    def day(self, value: str) -> str:
        """`Saturday, November 28` for a date or a moment in ISO 8601."""
        return format_skeleton("MMMMEEEEd", self._local(value), locale=self.language)

    def long_day(self, value: str) -> str:
        """`January 1, 2026`."""
        return format_date(self._local(value), "long", locale=self.language)

    def short_day(self, value: str) -> str:
        """`Nov 28`."""
        return format_skeleton("MMMd", self._local(value), locale=self.language)

    def weekday(self, value: str) -> str:
        """`Sat`."""
        return format_date(self._local(value), "ccc", locale=self.language)

    def weekday_name(self, number: int, width: str = "wide") -> str:
        """The name of a weekday, Monday = 0."""
        monday = date(2024, 1, 1)
        return format_date(monday + timedelta(days=number), "cccc" if width == "wide" else "ccc", locale=self.language)

    def moment(self, value: str) -> str:
        """`Nov 28, 2026, 3:05 PM`: date and time of a moment, without seconds."""
        joined = str(get_datetime_format("medium", locale=self.language))
        day = format_date(self._local(value), "medium", locale=self.language)
        return joined.format(self.time_of_day(value, self.zone), day)

    def ago(self, value: str) -> str:
        """`3 hours ago`; a date when it was longer ago than a week."""
        passed = self.now - datetime.fromisoformat(value)
        if passed > _WEEK:
            return self.short_day(value)
        return format_timedelta(-passed, add_direction=True, locale=self.language)

    def hours(self, shift: dict[str, str], zone: str) -> str:
        """`10:00 AM – 12:00 PM` in the zone of the place."""
        return " – ".join(self.time_of_day(shift[end], zone) for end in ("startsAt", "endsAt"))

    def shift_day(self, shift: dict[str, str], zone: str) -> str:
        """The day on which a shift starts, in the zone of the place."""
        return format_skeleton("MMMEd", self._local(shift["startsAt"], zone), locale=self.language)

    def day_of_month(self, value: str, zone: str | None = None) -> str:
        """`28`."""
        return format_date(self._local(value, zone), "d", locale=self.language)

    def month(self, value: str, zone: str | None = None) -> str:
        """`Nov`."""
        return format_date(self._local(value, zone), "MMM", locale=self.language)

    def zone_name(self, zone: str) -> str:
        """`Eastern Time`: what the clock of a place is called."""
        return get_timezone_name(get_timezone(zone), "long", locale=self.language, zone_variant="generic")

    def is_over(self, shift: dict[str, str]) -> bool:
        """Whether a shift has ended."""
        return datetime.fromisoformat(shift["endsAt"]) <= self.now

    def may_check_in(self, shift: dict[str, str]) -> bool:
        """Whether people may check themselves in to a shift just now."""
        return may_check_in(_span(shift), self.now)

    def check_in_has_begun(self, shift: dict[str, str]) -> bool:
        """Whether it is time to say who came to a shift."""
        return check_in_window(_span(shift)).starts_at <= self.now

    def clock(self, value: str, zone: str) -> str:
        """`22:00`, as inputs of times take it."""
        return datetime.fromisoformat(value).astimezone(ZoneInfo(zone)).strftime("%H:%M")

    def date_at(self, value: str, zone: str) -> str:
        """`2026-11-28`, as inputs of days take it."""
        return datetime.fromisoformat(value).astimezone(ZoneInfo(zone)).date().isoformat()

    def today(self) -> str:
        """Today's date where the reader is, in ISO 8601."""
        return self.now.astimezone(ZoneInfo(self.zone)).date().isoformat()

    def week(self) -> str:
        """The week of today, in ISO 8601: `2026-W48`."""
        year, week, _ = self.now.astimezone(ZoneInfo(self.zone)).isocalendar()
        return f"{year}-W{week:02}"

    def listed(self, items: list[str]) -> str:
        """`a, b, and c`."""
        return format_list(items, locale=self.language) if items else ""

    def time_of_day(self, value: str, zone: str) -> str:
        """The time of day of a moment, in a zone: `10:00 AM`."""
        moment = datetime.fromisoformat(value).astimezone(ZoneInfo(zone))
        return format_time(moment, "short", locale=self.language).replace(" ", "\N{NO-BREAK SPACE}")

    def _local(self, value: str, zone: str | None = None) -> date | datetime:
        if "T" not in value:
            return date.fromisoformat(value)
        return datetime.fromisoformat(value).astimezone(ZoneInfo(zone or self.zone))


def _span(shift: dict[str, str]) -> Span:
    return Span(datetime.fromisoformat(shift["startsAt"]), datetime.fromisoformat(shift["endsAt"]))
