"""The list of skills: loading and searching it."""

from pathlib import Path

import pytest

from models.kernel import ids, work
from models.skills.esco_text import EscoTexts
from models.skills.loading import load_skills
from models.skills.queries import campaign_skills, search_skills, skill_id, skills_by_id
from models.skills.tables import Skill, SkillWord


@pytest.mark.usefixtures("skills")
class TestSearch:
    async def test_the_campaign_s_own_come_first_in_three_languages(self) -> None:
        first = await campaign_skills()
        assert len(first) == 68
        assert first[0].code == "canvassing"
        assert all(set(skill.names) == {"en", "pl", "ar"} for skill in first)

    @pytest.mark.parametrize(
        ("typed", "code"),
        [
            ("childcare", "childcare"),
            ("opieka", "childcare"),
            ("الطبخ", "cooking"),
            ("driv", "driving-licence"),
            ("pierwsza pomoc", "first-aid"),
            ("speaks arabic", "speaks-arabic"),
            ("graphic design", "design"),
        ],
    )
    async def test_words_in_any_language_find_a_skill(self, typed: str, code: str) -> None:
        assert code in [skill.code for skill in await search_skills(typed)]

    async def test_every_word_must_be_there(self) -> None:
        assert (await search_skills("milk microbiology"))[0].label == "microbiology of fresh milk"
        assert await search_skills("microbiology zebra") == []

    async def test_nothing_typed_offers_the_list(self) -> None:
        assert [skill.position for skill in await search_skills("", 5)] == [0, 1, 2, 3, 4]

    async def test_ids_follow_from_codes(self) -> None:
        found = await skills_by_id([skill_id("first-aid"), ids.new_id()])
        assert [skill.code for skill in found.values()] == ["first-aid"]
        assert skill_id("first-aid") == ids.id_for("skill:first-aid")

    async def test_every_skill_is_there_once(self) -> None:
        assert await Skill.all().count() == 13_957
        assert await Skill.filter(uri__contains="esco").count() >= 13_900
        assert (
            await work.fetch_value(
                "SELECT count(*) FROM (SELECT uri FROM skills WHERE uri <> '' GROUP BY 1 HAVING count(*) > 1) d"
            )
            == 0
        )


async def test_loading_again_changes_nothing(skills: object, db: None) -> None:
    assert await load_skills() is False
    assert await load_skills(campaign_only=True) is True
    assert await load_skills(campaign_only=True) is False
    before = await SkillWord.all().order_by("id").values_list("word", flat=True)
    await work.execute("DELETE FROM reference_versions WHERE name = 'skills'")
    assert await load_skills(campaign_only=True) is True
    assert await SkillWord.all().order_by("id").values_list("word", flat=True) == before
    assert await Skill.all().count() == 13_957


async def test_loading_tells_how_far_it_is(skills: list[tuple[str, int, int]]) -> None:
    assert skills[-1][0] == "skill_words"
    assert skills[-1][1] == skills[-1][2] > 100_000


def test_a_running_text_is_taken_apart() -> None:
    texts = [
        "manage staff direct staff Assign tasks to people.",
        "supervise procedures oversee procedures Supervise the operations of a facility.",
        "direct traffic guide traffic Assign lanes.",
        "oversee works supervise works Supervise what is built.",
        "guide visitors direct visitors Assign guides to visitors.",
    ] * 15
    parts = EscoTexts(texts).parts(texts[1])
    assert parts.label == "supervise procedures"
    assert parts.words == ("supervise", "procedures", "oversee", "procedures")
    assert parts.description == "Supervise the operations of a facility."


def test_the_notice_credits_the_sources() -> None:
    notice = (Path(__file__).parents[3] / "NOTICE").read_text()
    for owner in ("GeoNames", "Royal Mail", "U.S. Census Bureau", "ESCO classification of the European Commission"):
        assert owner in notice
