"""A mail server in a process of its own: `python -m tests.faults.sink_process`. It answers with its port, then with each
Message-ID before it says that it took the message: what it has answered is its log."""

import asyncio
import json
import re
import sys
from typing import Any

from aiosmtpd.smtp import SMTP

_MESSAGE_ID = re.compile(rb"^Message-ID:\s*(<[^>]+>)", re.IGNORECASE | re.MULTILINE)


def say(**answer: Any) -> None:
    """One line to whoever listens."""
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


class Log:
    """Takes everything."""

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        """Write down what came, then take it."""
        found = _MESSAGE_ID.search(envelope.content)
        assert found is not None
        say(message_id=found.group(1).decode())
        return "250 taken"


async def main() -> None:
    """Serve until somebody ends it."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Log(), hostname="sink", loop=loop), "127.0.0.1", 0)
    say(port=server.sockets[0].getsockname()[1])
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
