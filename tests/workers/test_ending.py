"""A worker that is told to end ends."""

import asyncio

from workers.job import cancel_until_heard


async def test_a_task_that_swallows_cancellations_is_cancelled_until_it_hears() -> None:
    swallowed = []

    async def hears_at_the_third_time() -> None:
        while len(swallowed) < 2:
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                swallowed.append(1)
        await asyncio.sleep(60)

    task = asyncio.create_task(hears_at_the_third_time())
    await asyncio.sleep(0)
    assert await cancel_until_heard(lambda: [task, None], 30.0)
    assert (len(swallowed), task.cancelled()) == (2, True)


async def test_a_task_that_never_hears_is_given_up() -> None:
    released = asyncio.Event()

    async def deaf() -> None:
        while not released.is_set():
            try:
                await released.wait()
            except asyncio.CancelledError:
                continue

    task = asyncio.create_task(deaf())
    await asyncio.sleep(0)
    assert not await cancel_until_heard(lambda: [task], 0.3)
    released.set()
    await task
