"""What shards keep between turns, as bytes: arrays under names (numpy's own format, without pickles)."""

from io import BytesIO
from typing import Any

import numpy as np
import numpy.typing as npt

from models.matching.solver.market import State
from models.matching.solver.problem import Pairs, Problem, Seats
from models.matching.solver.shards.border import Border
from models.matching.solver.shards.shard import Grants, Offers, Shard

Arrays = dict[str, npt.NDArray[Any]]


def pack(**arrays: Any) -> bytes:
    """Arrays (and numbers) under their names."""
    buffer = BytesIO()
    np.savez(buffer, **arrays)
    return buffer.getvalue()


def unpack(contents: bytes) -> Arrays:
    """What was packed; numbers come back as arrays without dimensions."""
    with np.load(BytesIO(contents), allow_pickle=False) as file:
        return {name: file[name] for name in file.files}


def problem_arrays(problem: Problem) -> Arrays:
    """A problem without its seats."""
    pairs = problem.pairs
    return {
        "start": pairs.start,
        "opening": pairs.opening,
        "weight": pairs.weight,
        "count": problem.count,
        "newcomer": problem.newcomer,
    }


def problem_of(arrays: Arrays, seats: Seats) -> Problem:
    """The problem again."""
    return Problem(
        Pairs(arrays["start"], arrays["opening"], arrays["weight"]), seats, arrays["count"], arrays["newcomer"]
    )


def pack_turn(shard: Shard, offers: Offers, *, first: bool = False) -> bytes:
    """
    What a turn of a shard leaves: where its own auction stands, and what it offers the border; after the first turn also
    what stays the same from then on.
    """
    lasting = _named_arrays("shard", _lasting(shard)) if first else {}
    return pack(**_named("state", shard.state), **_named("offers", offers), **lasting)


def _lasting(shard: Shard) -> Arrays:
    return problem_arrays(shard.problem) | {
        "people": shard.people,
        "border": shard.border,
        "epsilon": np.array(shard.epsilon),
    }


def shard_of(first: bytes, latest: bytes, seats: Seats) -> Shard:
    """The shard again, after its latest turn. first: what its first turn left; seats: of its openings."""
    found = _of_name("shard", unpack(first))
    state = State(**_of_name("state", unpack(latest)))
    return Shard(found["people"], problem_of(found, seats), found["border"], state, float(found["epsilon"]))


def offers_in(contents: bytes) -> Offers:
    """What a shard offered after a turn."""
    offers = Offers(**_of_name("offers", unpack(contents)))  # type: ignore[arg-type]  # its one number is an array
    return offers._replace(epsilon=float(offers.epsilon))


def pack_border(border: Border, grants: list[Grants]) -> bytes:
    """What a turn of the border leaves, and what it tells each shard."""
    told: Arrays = {}
    for number, each in enumerate(grants):
        told |= _named(f"shard{number}", each)
    return pack(**_named("border", border), **told)


def border_of(contents: bytes) -> Border:
    """Where the border stood after a turn."""
    return Border(**_of_name("border", unpack(contents)))


def grants_of(contents: bytes, number: int) -> Grants:
    """What the border told a shard."""
    return Grants(**_of_name(f"shard{number}", unpack(contents)))


def _named(name: str, values: Any) -> Arrays:
    return _named_arrays(name, values._asdict())


def _named_arrays(name: str, values: Arrays) -> Arrays:
    return {f"{name}.{field}": value for field, value in values.items()}


def _of_name(name: str, arrays: Arrays) -> Arrays:
    return {key.partition(".")[2]: value for key, value in arrays.items() if key.partition(".")[0] == name}
