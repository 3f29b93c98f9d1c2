"""Makes `models/skills/data/skills.csv.xz` from ESCO: `python -m models.skills.prepare FOLDER_OF_THE_SOURCES`."""

import csv
import gzip
import io
import json
import lzma
import sys
from collections.abc import Iterator
from pathlib import Path

from models.kernel.search_keys import search_key
from models.skills.data import DATA
from models.skills.esco_text import EscoTexts

Row = dict[str, str]
Skill = tuple[str, str, str, str, str, str, str]
"""code, ESCO URI, position in the list of a campaign, label, labels by language (JSON), description, words."""

_LITTLE = frozenset(
    {
        *("of", "in", "for", "to", "the", "a", "an", "and", "or", "on", "with"),
        *("by", "from", "at", "as"),
    }
)


def _read(path: Path) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _one_space(text: str) -> str:
    return " ".join(text.replace("\u200b", "").split())


def esco_skills(folder: Path) -> dict[str, Skill]:
    """URI → skill, with the label of the second source where it has one."""
    texts = {row["id"]: _one_space(row["description"]) for row in _read(folder / "skills_esco" / "esco_skills.csv.gz")}
    labelled = {row["uri"]: row for row in _read(folder / "skills_esco" / "esco_digital_skills_labels.csv.gz")}
    esco = EscoTexts(texts.values())
    skills: dict[str, Skill] = {}
    for uri, text in texts.items():
        parts = esco.parts(text)
        known = labelled.get(uri)
        label = _one_space(known["label"]) if known else parts.label
        description = _one_space(known["description"]) if known else parts.description
        words = _words(" ".join((label, *parts.words)))
        skills[uri] = (uri.rsplit("/", 1)[-1], uri, "", label, "", description, words)
    return skills


def campaign_skills(skills: dict[str, Skill]) -> Iterator[Skill]:
    """The list written by hand, in its order. Each takes the place of the ESCO skill that it names by label."""
    by_label = {skill[3]: uri for uri, skill in sorted(skills.items(), reverse=True)}
    with (DATA / "campaign_skills.csv").open(encoding="utf-8", newline="") as file:
        for position, row in enumerate(csv.DictReader(file)):
            uri = by_label[row["esco"]] if row["esco"] else ""
            esco = skills.pop(uri) if uri else ("",) * 7
            names = {language: row[language] for language in ("en", "pl", "ar")}
            words = _words(" ".join((*names.values(), row["code"], esco[6])))
            packed = json.dumps(names, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            yield (row["code"], uri, str(position), row["en"], packed, esco[5], words)


def _words(text: str) -> str:
    return " ".join(sorted(set(search_key(text).split()) - _LITTLE))


def write_skills(folder: Path) -> None:
    """Write the file: the skills of the campaign's list first, then ESCO's by code."""
    skills = esco_skills(folder)
    first = list(campaign_skills(skills))
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([*first, *sorted(skills.values())])
    packed = lzma.compress(text.getvalue().encode(), preset=9 | lzma.PRESET_EXTREME)
    (DATA / "skills.csv.xz").write_bytes(packed)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    write_skills(Path(sys.argv[1]))
