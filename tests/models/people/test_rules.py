"""The rules of the people domain: plain values in, plain values out."""

from datetime import date, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.kernel.actor import Role, Scope
from models.kernel.errors import Invalid
from models.people.errors import ConsentNeeded
from models.people.rules import ages, availability, names, roles, teams
from models.people.rules.api_tokens import narrow_scopes
from models.people.rules.availability import DayPart
from models.people.rules.consents import agreements_of_sign_up
from models.people.rules.emails import email_key, read_email
from models.people.rules.languages import clean_language
from models.people.rules.phones import clean_phone
from models.people.rules.profiles import clean_changes
from models.people.rules.regions import state_path
from models.people.tables import Channel, PublicName, Purpose

TODAY = date(2026, 11, 22)


class TestEmails:
    def test_keeps_how_people_write_it_and_compares_without_case(self) -> None:
        assert read_email("  Ada.Lovelace@Example.ORG ").written == "Ada.Lovelace@example.org"
        assert email_key("Ada.Lovelace@Example.ORG") == "ada.lovelace@example.org"

    def test_international_domains_are_one_with_their_ascii_form(self) -> None:
        assert email_key("a@bücher.de") == email_key("A@xn--bcher-kva.de") == "a@xn--bcher-kva.de"

    @pytest.mark.parametrize(
        "typed",
        [
            "",
            "ada",
            "ada@",
            "@example.org",
            "ada@example",
            "a b@example.org",
            "=?utf-8?q?x?=@example.org",
            "a\nb@x.org",
        ],
    )
    def test_refuses_what_is_no_address(self, typed: str) -> None:
        with pytest.raises(Invalid) as refusal:
            read_email(typed)
        assert refusal.value.field == "email"

    @given(st.emails())
    def test_keys_are_stable(self, typed: str) -> None:
        try:
            key = email_key(typed)
        except Invalid:
            assume(False)
        assert email_key(key) == key


class TestPhones:
    @pytest.mark.parametrize(
        ("typed", "country", "number"),
        [
            ("(212) 555-0123", "US", "+12125550123"),
            ("+48 22 123 45 67", "US", "+48221234567"),
            ("22 123 45 67", "PL", "+48221234567"),
            ("030 123456", "DE", "+4930123456"),
        ],
    )
    def test_dials_as_in_the_country(self, typed: str, country: str, number: str) -> None:
        assert clean_phone(typed, country) == number
        assert clean_phone(number, "FR") == number

    @pytest.mark.parametrize("typed", ["", "12", "hello", "+999 1234567890"])
    def test_refuses_what_is_no_number(self, typed: str) -> None:
        with pytest.raises(Invalid):
            clean_phone(typed, "US")


class TestNames:
    def test_is_trimmed_and_composed(self) -> None:
        assert names.clean_name("  Zoe\u0308   Mary ", field="firstName", longest=100) == "Zoë Mary"

    @pytest.mark.parametrize("typed", ["a@b.c", "<b>", "http://x", "=?utf-8?q?a?=", "a\u0000b", "a\u202eb", "x" * 101])
    def test_refuses_what_is_no_name(self, typed: str) -> None:
        with pytest.raises(Invalid):
            names.clean_name(typed, field="firstName", longest=100)

    def test_needs_one_where_it_must(self) -> None:
        with pytest.raises(Invalid, match="tell us a name"):
            names.clean_name("   ", field="firstName", longest=100, required=True)
        assert names.clean_name("  ", field="lastName", longest=100) == ""

    @given(st.text(max_size=60))
    def test_cleaning_twice_changes_nothing(self, typed: str) -> None:
        try:
            name = names.clean_name(typed, field="firstName", longest=100)
        except Invalid:
            assume(False)
        assert names.clean_name(name, field="firstName", longest=100) == name

    def test_is_found_from_either_end(self) -> None:
        assert names.sort_key("Łukasz", "Żółty") == "zolty lukasz"
        assert names.name_key("Łukasz", "Żółty") == "lukasz zolty"
        assert names.sort_key("Ada", "") == "ada"

    @pytest.mark.parametrize(
        ("first_name", "last_name", "shown"),
        [
            ("Ada", "Lovelace", "Ada L."),
            ("Ada", "", "Ada"),
            ("محمد", "العلي", "محمد ع."),
            ("Ada", "'t Hooft", "Ada T."),
        ],
    )
    def test_shows_the_initial(self, first_name: str, last_name: str, shown: str) -> None:
        assert names.name_and_initial(first_name, last_name) == shown

    @pytest.mark.parametrize(
        ("choice", "birth_year", "shown"),
        [
            (PublicName.HIDDEN, 1990, None),
            (PublicName.ALIAS, 1990, "Countess"),
            (PublicName.INITIAL, 1990, "Ada L."),
            (PublicName.INITIAL, None, None),
            (PublicName.ALIAS, 2008, None),
            (PublicName.ALIAS, 2007, "Countess"),
        ],
    )
    def test_minors_and_unknown_ages_have_no_public_name(
        self, choice: PublicName, birth_year: int | None, shown: str | None
    ) -> None:
        assert names.public_name("Ada", "Lovelace", "Countess", choice, birth_year, TODAY) == shown


class TestAges:
    def test_a_birthday_may_still_be_to_come(self) -> None:
        assert ages.certain_age(2008, TODAY) == 17
        assert not ages.is_certainly_adult(2008, TODAY)
        assert ages.is_certainly_adult(2007, TODAY)

    def test_unknown_is_not_eligible_where_an_age_is_set(self) -> None:
        assert ages.is_old_enough(None, None, TODAY)
        assert not ages.is_old_enough(None, 16, TODAY)
        assert ages.is_old_enough(2009, 16, TODAY)
        assert not ages.is_old_enough(2010, 16, TODAY)

    def test_the_young_need_a_guardian(self) -> None:
        assert ages.needs_guardian(2010, TODAY)
        assert not ages.needs_guardian(2009, TODAY)
        assert not ages.needs_guardian(None, TODAY)

    @pytest.mark.parametrize("year", [1899, 2027, 85])
    def test_refuses_impossible_years(self, year: int) -> None:
        with pytest.raises(Invalid):
            ages.ensure_birth_year(year, TODAY)


class TestAvailability:
    def test_monday_morning_is_the_first_bit_and_sunday_evening_the_last(self) -> None:
        assert availability.mask_of([(0, DayPart.MORNING)]) == 1
        assert availability.mask_of([(6, DayPart.EVENING)]) == 1 << 20

    @given(st.integers(0, availability.ALWAYS))
    def test_masks_and_slots_are_one(self, mask: int) -> None:
        assert availability.mask_of(availability.slots_of(mask)) == mask

    def test_refuses_an_eighth_day(self) -> None:
        with pytest.raises(Invalid):
            availability.mask_of([(7, DayPart.MORNING)])

    def test_compares_with_a_local_start(self) -> None:
        saturday_at_noon = datetime(2026, 11, 21, 12, 0)  # noqa: DTZ001 (local by definition)
        assert availability.is_available(availability.mask_of([(5, DayPart.AFTERNOON)]), saturday_at_noon)
        assert not availability.is_available(availability.mask_of([(5, DayPart.MORNING)]), saturday_at_noon)
        assert availability.is_available(None, saturday_at_noon)
        assert not availability.is_available(0, saturday_at_noon)


class TestRoles:
    @pytest.mark.parametrize(
        ("scope", "role", "path", "allowed"),
        [
            (Scope(Role.ORGANIZER, "US/NY/"), Role.VOLUNTEER, "US/NY/061/", True),
            (Scope(Role.ORGANIZER, "US/NY/"), Role.ORGANIZER, "US/NY/", True),
            (Scope(Role.ORGANIZER, "US/NY/"), Role.ANALYST, "US/NY/", False),
            (Scope(Role.ORGANIZER, "US/NY/"), Role.VOLUNTEER, "US/", False),
            (Scope(Role.ORGANIZER, "US/NY/"), Role.VOLUNTEER, "", False),
            (Scope(Role.ANALYST, ""), Role.VOLUNTEER, "US/NY/", False),
            (Scope(Role.ADMIN, ""), Role.ADMIN, "", True),
            (Scope(Role.ADMIN, "US/"), Role.ADMIN, "PL/", False),
        ],
    )
    def test_nobody_gives_more_than_they_have(self, scope: Scope, role: Role, path: str, allowed: bool) -> None:
        assert roles.may_grant(scope, role, path) is allowed

    def test_a_token_has_less_than_its_owner(self) -> None:
        owner = (Scope(Role.ADMIN, ""), Scope(Role.ANALYST, "PL/"), Scope(Role.VOLUNTEER, "US/"))
        assert narrow_scopes(owner, ["read"]) == (Scope(Role.ANALYST, ""), Scope(Role.ANALYST, "PL/"))
        assert narrow_scopes(owner, ["organize"]) == (Scope(Role.ORGANIZER, ""), Scope(Role.ANALYST, "PL/"))


class TestTeams:
    def test_names_are_friendly_and_free(self) -> None:
        assert teams.friendly_name("Astoria", "en", set()) == "Astoria · Herons"
        assert teams.friendly_name("Astoria", "en", {"Astoria · Herons"}) == "Astoria · Swallows"
        assert teams.friendly_name("Łódź", "pl", set()) == "Łódź · Czaple"

    @given(st.integers(0, 90), st.sampled_from(["en", "pl", "ar", "de"]))
    def test_there_is_always_another_name(self, number: int, language: str) -> None:
        taken: set[str] = set()
        for _ in range(number):
            taken.add(teams.friendly_name("A very long name of a place " * 4, language, taken))
        assert len(taken) == number
        assert all(len(name) <= 80 for name in taken)


def test_sign_up_means_participation_and_what_is_ticked() -> None:
    assert agreements_of_sign_up({Purpose.PARTICIPATION}) == [(Purpose.PARTICIPATION, Channel.APP)]
    assert agreements_of_sign_up([Purpose.ASKS, Purpose.PARTICIPATION]) == [
        (Purpose.PARTICIPATION, Channel.APP),
        (Purpose.ASKS, Channel.APP),
        (Purpose.ASKS, Channel.EMAIL),
    ]
    with pytest.raises(ConsentNeeded):
        agreements_of_sign_up([Purpose.ASKS])


def test_languages() -> None:
    assert [clean_language(typed) for typed in ("pl-PL", "AR", "en_US", "tlh")] == ["pl", "ar", "en", "en"]


def test_the_state_of_a_region() -> None:
    assert [state_path(path) for path in ("US/NY/061/", "US/NY/", "US/")] == ["US/NY/", "US/NY/", "US/"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"willing": ["Canvass!"]}, "willing"),
        ({"availability": 1 << 21}, "availability"),
        ({"maximum_distance_km": 0}, "maximumDistanceKm"),
        ({"weekly_minutes": 10081}, "weeklyMinutes"),
        ({"phone": "12"}, "phone"),
        ({"birth_year": 1800}, "birthYear"),
        ({"first_name": " "}, "firstName"),
        ({"skill_ids": list(range(51))}, "skillIds"),
    ],
)
def test_profile_refusals_name_their_field(changes: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        clean_changes(changes, country="US", today=TODAY)
    assert refusal.value.field == field
