"""`groundswell work`."""

from contextlib import AbstractAsyncContextManager
from typing import Annotated

import typer

from server import connections
from server.checks import ensure_structure, worker_is_alive
from server.cli.terminal import Refusal, in_words, read_settings, run
from server.garbage import collect_rarely


def work(
    check: Annotated[bool, typer.Option("--check", help="Only say whether a worker is alive (exit code).")] = False,
) -> None:
    """Run a worker alone: it does the jobs that the site leaves for later. It needs DATABASE_URL and REDIS_URL."""
    from server.warming import warm_up_beside
    from workers.worker import run_worker

    with in_words():
        chosen = read_settings()
        connections.require_addresses(chosen)
        if check:
            if not run(worker_is_alive(chosen)):
                raise Refusal("No worker is alive. Start one with `groundswell work`.")
            return
        run(ensure_structure(chosen))

        warm_up_beside(chosen.compiled_folder)

        def opened() -> AbstractAsyncContextManager[None]:
            return connections.opened(chosen, application_name="groundswell worker")

        collect_rarely()
        run_worker(redis_url=connections.redis_url(chosen), opened=opened, max_jobs=chosen.worker_jobs)
