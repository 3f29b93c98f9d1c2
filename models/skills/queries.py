"""Reads of the skills. They are public, so they take no actor."""

from collections.abc import Collection
from uuid import UUID

from models.kernel import ids, work
from models.kernel.search_keys import prefix_range, search_key
from models.skills.tables import Skill

MOST_WORDS = 6


def skill_id(code: str) -> UUID:
    """The id of the skill with that code, such as `first-aid`."""
    return ids.id_for(f"skill:{code}")


async def campaign_skills() -> list[Skill]:
    """The skills that campaigns need most, in the order in which to offer them."""
    return await Skill.filter(position__isnull=False).order_by("position")


async def skills_by_id(skill_ids: Collection[UUID]) -> dict[UUID, Skill]:
    """Skills by id; unknown ids are left out."""
    return {skill.id: skill for skill in await Skill.filter(id__in=list(skill_ids))}


async def search_skills(text: str, limit: int = 10) -> list[Skill]:
    """
    Skills in whose labels (alternative ones and other languages included) every typed word begins a word.

    Those of the campaign's list first, then labels that begin as typed, then the shortest labels. Nothing typed: the list.
    """
    words = search_key(text[:120]).split()[:MOST_WORDS]
    if not words:
        return (await campaign_skills())[:limit]
    order = [row["id"] for row in await work.fetch(_search_sql(len(words)), *_parameters(words), limit)]
    found = await skills_by_id(order)
    return [found[skill] for skill in order]


def _search_sql(words: int) -> str:
    """One statement for so many words; parameters: a range for each, the range of the whole text, the limit."""
    last = 2 * words + 2
    hits = "\nINTERSECT\n".join(
        f"SELECT skill_id FROM skill_words WHERE word >= ${2 * word + 1} AND word < ${2 * word + 2}"
        for word in range(words)
    )
    return (
        f"SELECT s.id FROM skills s WHERE s.id IN ({hits}) "
        f"ORDER BY s.position NULLS LAST, (s.label_key >= ${last - 1} AND s.label_key < ${last}) DESC, "
        f"length(s.label), s.label_key, s.id LIMIT ${last + 1}"
    )


def _parameters(words: list[str]) -> list[str]:
    return [bound for text in (*words, " ".join(words)) for bound in prefix_range(text)]
