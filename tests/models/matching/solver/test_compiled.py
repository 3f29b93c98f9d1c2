"""Machine code is made when it is needed, once for each state of the sources."""

import subprocess
import sys
from pathlib import Path

from models.matching.solver import compiled, warm_up

ROOT = Path(__file__).parents[4]
NEVER_MATCHES = """
import sys
import server.cli, server.app, server.warming, workers.worker
print("numba" in sys.modules)
"""
COUNT = """
import sys
from pathlib import Path
from models.matching.solver import compiled, warm_up
compiled.keep_in(Path(sys.argv[1]))
warm_up.compile_everything()

def signatures():
    return {
        (name, key, str(signature))
        for name, module in sys.modules.items() if name.startswith("models.matching")
        for key, value in vars(module).items() if isinstance(value, compiled.Compiled)
        for signature in value.signatures
    }

before = signatures()
from models.matching.rules.match import match
from tests.models.matching.crowds import Someone, crowd_of, opening
shifts = [opening(free=2), opening(2, 16, free=1), opening(3, 60, free=2)]
crowd = crowd_of(*[Someone(newcomer=number == 0) for number in range(5)])
matched = match(crowd, shifts)

import numpy as np
from models.matching.rules.core import form_problem
from models.matching.rules.match import candidates_for
from models.matching.rules.shards import Settled, cut
from models.matching.solver.shards.solve import Part, solve_in_shards
from models.matching.solver.source import Whole
problem = form_problem(crowd, candidates_for(crowd, shifts))
regions = [Settled(f"US/NY/{number}/", 3, 40.6, 40.9, -74.1, -73.9) for number in range(2)]
everywhere = np.zeros(3, dtype=np.bool_)
parts = [
    Part(lambda: Whole(problem), np.arange(3), np.arange(5), shares, everywhere)
    for shares in cut(regions, shifts, 3).shares
]
solve_in_shards(problem.seats, parts)
print(len(before) > 20, sorted(signatures() - before), len(matched.core.holders))
"""


def _python(program: str, *arguments: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'graphql'}"},
        capture_output=True,
        text=True,
        check=True,
        timeout=280,
    )
    return ran.stdout.strip()


def test_who_never_matches_does_not_wait_for_the_compiler() -> None:
    assert _python(NEVER_MATCHES) == "False"


def test_after_warming_up_a_run_has_nothing_left_to_compile() -> None:
    folder = compiled.kept_in()
    assert folder is not None
    assert _python(COUNT, str(folder)) == "True [] 5"


def test_machine_code_of_other_sources_is_none_of_ours(tmp_path: Path) -> None:
    (tmp_path / "complete-0123456789abcdef").touch()
    assert not warm_up.is_done(tmp_path)
    (tmp_path / f"complete-{compiled.source_digest()}").touch()
    assert warm_up.is_done(tmp_path)


def test_code_depends_on_the_sources_of_what_it_calls() -> None:
    solver = "models.matching.solver"
    names = [f"{solver}.problem", f"{solver}.auction", f"{solver}.care.auction"]
    assert len({compiled.source_digest(name) for name in names} | {compiled.source_digest()}) == 4
    assert compiled.source_digest(f"{solver}.nothing") == compiled.source_digest("models.kernel.clock")


def test_who_finds_somebody_else_compiling_leaves_it_to_them(tmp_path: Path) -> None:
    holds = "import fcntl, sys, time; f = open(sys.argv[1], 'w'); fcntl.flock(f, 2); print('held', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", holds, str(tmp_path / "lock")], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        before = compiled.kept_in()
        warm_up.warm_up(tmp_path)
        compiled.keep_in(before)
        holder.kill()
    assert not warm_up.is_done(tmp_path)
    assert list(tmp_path.iterdir()) == [tmp_path / "lock"]
