"""Loading the skills into the database: by COPY, the same result however often."""

from models.kernel import ids, reference, work
from models.kernel.reference import Progress
from models.kernel.search_keys import search_key
from models.skills.data import DATA

_FILE = DATA / "skills.csv.xz"
_COLUMNS = ("id", "code", "uri", "position", "label", "label_key", "names", "description")
_TYPES = ("uuid", "text", "text", "smallint", "text", "text", "jsonb", "text")


async def load_skills(progress: Progress | None = None, *, campaign_only: bool = False) -> bool:
    """
    Load the skills; False if this very version was there already.

    In one transaction. Skills are updated in place and never deleted, since people have them; their search words are
    replaced. `campaign_only` (for tests) loads only those that campaigns need most.
    """
    version = reference.version_of([_FILE], campaign_only)
    async with work.unit_of_work(reference.LOADER):
        if await reference.is_loaded("skills", version):
            return False
        rows = [row for row in reference.read_table(_FILE) if row[2] or not campaign_only]
        await _upsert_skills(rows)
        pairs = [(word[:60], ids.id_for(f"skill:{row[0]}")) for row in rows for word in row[6].split()]
        words = [(number, *pair) for number, pair in enumerate(pairs, start=1)]
        await reference.replace_rows("skill_words", ("id", "word", "skill_id"), words, progress)
        await reference.stamp("skills", version)
    return True


async def _upsert_skills(rows: list[list[str]]) -> None:
    values = [
        (
            *(ids.id_for(f"skill:{code}"), code, uri, int(position) if position else None),
            *(label, search_key(label), names or "{}", description),
        )
        for code, uri, position, label, names, description, _ in rows
    ]
    arrays = ", ".join(f"${index + 1}::{kind}[]" for index, kind in enumerate(_TYPES))
    changes = ", ".join(f"{column} = excluded.{column}" for column in _COLUMNS if column != "id")
    await work.execute("UPDATE skills SET position = NULL WHERE position IS NOT NULL")
    await work.execute(
        f"INSERT INTO skills ({', '.join(_COLUMNS)}) SELECT * FROM unnest({arrays}) "
        f"ON CONFLICT (id) DO UPDATE SET {changes}",
        *(list(column) for column in zip(*values, strict=True)),
    )
