"""`groundswell work`."""

from contextlib import AbstractAsyncContextManager

from server import connections
from server.cli.terminal import in_words, read_settings


def work() -> None:
    """Run a worker alone: it does the jobs that the site leaves for later. It needs DATABASE_URL and REDIS_URL."""
    from workers.worker import run_worker

    with in_words():
        chosen = read_settings()
        connections.require_addresses(chosen)

        def opened() -> AbstractAsyncContextManager[None]:
            return connections.opened(chosen, application_name="groundswell worker")

        run_worker(redis_url=connections.redis_url(chosen), opened=opened, max_jobs=chosen.worker_jobs)
