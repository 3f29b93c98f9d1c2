"""Chances through the API: how likely people come, and whether that keeps its word."""

from typing import Any

from models.kernel import clock, ids
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.matching.actions import match_tasks
from models.matching.chances import ChanceKind, ChanceVerdict, cold_start
from models.matching.tables import StoredChanceModel
from tests.api.asking import context_for, data_of
from tests.api.tasks.stage import make_stage, task_id
from tests.factories import actor_for, make_account, make_organizer, make_person, make_volunteer

MODELS = """{ chanceModels {
  kind version verdict madeUp outcomes error brier baseBrier few
  bins { low high outcomes given share shareFrom shareTo text }
} }"""
CHANCES = "query($id: ID!) { task(id: $id) { suggestions(first: 5) { chance yesChance showChance } } }"
MINE = "{ me { suggestions(first: 1) { score chance yesChance showChance } } }"


async def _model(account: Account, kind: ChanceKind, version: int = 1, **changes: Any) -> StoredChanceModel:
    values: dict[str, Any] = {
        "id": ids.new_id(),
        "account_id": account.id,
        "kind": kind,
        "version": version,
        "fitted_at": clock.now(),
        "verdict": ChanceVerdict.IN_USE,
        "outcomes": 604,
        "error": 0.0312345,
        "brier": 0.2,
        "base_brier": 0.25,
        "coefficients": cold_start(kind).as_json(),
        "bins": [[0.1, 0.2, 4, 0.15, 1], [0.7, 0.8, 100, 0.76, 74]],
    }
    return await StoredChanceModel.create(**values | changes)


async def test_organizers_read_how_the_latest_model_of_each_chance_kept_its_word(account: Account) -> None:
    await _model(account, ChanceKind.SHOW, version=1, verdict=ChanceVerdict.TOO_FEW)
    await _model(account, ChanceKind.SHOW, version=2, made_up=True)
    await _model(await make_account(), ChanceKind.YES)
    organizer = await make_organizer(account, "US/NY/")
    (found,) = (await data_of(MODELS, context_for(account, organizer)))["chanceModels"]
    assert found == {
        "kind": "SHOW",
        "version": 2,
        "verdict": "IN_USE",
        "madeUp": True,
        "outcomes": 604,
        "error": 0.0312,
        "brier": 0.2,
        "baseBrier": 0.25,
        "few": 4,
        "bins": [
            {
                "low": 0.7,
                "high": 0.8,
                "outcomes": 100,
                "given": 0.76,
                "share": 0.74,
                "shareFrom": 0.6463,
                "shareTo": 0.816,
                "text": "Of those to whom we gave 70% to 80%, 74% came.",
            }
        ],
    }


async def test_volunteers_and_strangers_read_no_models(account: Account) -> None:
    await _model(account, ChanceKind.YES)
    for actor in (actor_for(await make_person(account)), None):
        assert await data_of(MODELS, context_for(account, actor)) == {"chanceModels": None}


async def test_suggestions_tell_organizers_the_chances_of_the_model_in_use(account: Account) -> None:
    task, _ = await make_stage(account)
    person, organizer = await make_volunteer(account), await make_organizer(account)
    await match_tasks(system_actor(account.id))
    data = await data_of(CHANCES, context_for(account, organizer), id=task_id(task))
    assert data["task"]["suggestions"] == [{"chance": 0.16, "yesChance": 0.2, "showChance": 0.8}]
    sure = cold_start(ChanceKind.YES).as_json() | {"mean": 0.5}
    await _model(account, ChanceKind.YES, coefficients=sure)
    await match_tasks(system_actor(account.id))
    data = await data_of(CHANCES, context_for(account, organizer), id=task_id(task))
    assert data["task"]["suggestions"] == [{"chance": 0.4, "yesChance": 0.5, "showChance": 0.8}]
    (mine,) = (await data_of(MINE, context_for(account, actor_for(person))))["me"]["suggestions"]
    assert mine.pop("score") > 0
    assert mine == {"chance": None, "yesChance": None, "showChance": None}
