"""What the API tells of a run that workers shared."""

from models.kernel import clock, ids
from models.kernel.tables import Account
from models.matching.tables import MatchRun, MatchShard, MatchTurn, TaskMatchRun
from tests.api.asking import context_for, data_of
from tests.api.tasks.stage import make_stage, task_id
from tests.factories import actor_for, make_organizer, make_volunteer

RUN = """query($id: ID!) { task(id: $id) { matchRun {
  shards { number people pairs cpuSeconds } turns { turn shard moved cpuSeconds }
} } }"""


async def test_organizers_read_what_each_shard_did_and_cost(account: Account) -> None:
    task, _ = await make_stage(account)
    own = {"account_id": account.id}
    run = await MatchRun.create(id=ids.new_id(), **own, trigger="nightly", started_at=clock.now(), shards=2)
    await TaskMatchRun.create(id=ids.new_id(), **own, task_id=task.id, run_id=run.id)
    for number in (1, 0):
        some = {"people": 10 + number, "pairs": 20 + number, "regions": ["US/NY/061/"], "contents": b"numbers"}
        await MatchShard.create(id=ids.new_id(), **own, run_id=run.id, number=number, **some)
    for turn, shard, moved in ((0, 1, 0), (0, 0, 0), (1, -1, 7), (1, 0, 3), (-1, -1, 0)):
        await MatchTurn.create(
            id=ids.new_id(), **own, run_id=run.id, turn=turn, shard=shard, moved=moved, cpu_seconds=0.5
        )
    organizer = await make_organizer(account, "US/NY/")
    data = await data_of(RUN, context_for(account, organizer), id=task_id(task))
    assert data["task"]["matchRun"] == {
        "shards": [
            {"number": 0, "people": 10, "pairs": 20, "cpuSeconds": 1.0},
            {"number": 1, "people": 11, "pairs": 21, "cpuSeconds": 0.5},
        ],
        "turns": [
            {"turn": 0, "shard": 0, "moved": 0, "cpuSeconds": 0.5},
            {"turn": 0, "shard": 1, "moved": 0, "cpuSeconds": 0.5},
            {"turn": 1, "shard": None, "moved": 7, "cpuSeconds": 0.5},
            {"turn": 1, "shard": 0, "moved": 3, "cpuSeconds": 0.5},
        ],
    }
    volunteer = actor_for(await make_volunteer(account))
    assert (await data_of(RUN, context_for(account, volunteer), id=task_id(task)))["task"]["matchRun"] is None
    await MatchShard.filter(**own).delete()
    await MatchTurn.filter(**own).delete()
    data = await data_of(RUN, context_for(account, organizer), id=task_id(task))
    assert data["task"]["matchRun"] == {"shards": [], "turns": []}
