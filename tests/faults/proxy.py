"""A TCP proxy that can be told to misbehave: toxiproxy in eighty lines of asyncio."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum, auto

CHUNK = 65536


class Fault(Enum):
    """What is wrong with the line."""

    NONE = auto()
    REFUSED = auto()
    """New connections are closed at once."""
    BLACK_HOLE = auto()
    """Connections are taken and stay open, but nothing arrives any more, in either direction."""
    MUTE = auto()
    """What the client sends arrives; answers do not, and the line is cut in their place."""
    MUTE_ONCE = auto()
    """The same for one answer; after that all is well."""


@dataclass
class Proxy:
    """Forwards a TCP port of this machine to a Unix socket or to another port, as long as `fault` allows it."""

    target: str | int
    port: int = 0
    fault: Fault = Fault.NONE
    seconds_of_delay: float = 0.0
    _server: asyncio.Server | None = None
    _links: set[asyncio.StreamWriter] = field(default_factory=set)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _clear: asyncio.Event = field(default_factory=asyncio.Event)

    async def start(self) -> None:
        """Listen on a free port of this machine."""
        self._clear.set()
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    def break_line(self, fault: Fault) -> None:
        """From now on, for connections that stand and for new ones."""
        self.fault = fault
        self._clear.clear()

    def mend_line(self) -> None:
        """All is well; what a black hole held arrives."""
        self.fault = Fault.NONE
        self._clear.set()

    def reset(self) -> int:
        """Abort all connections that stand (RST, no farewell); returns how many they were."""
        links = list(self._links)
        for writer in links:
            writer.transport.abort()
        self._links.clear()
        return len(links)

    async def stop(self) -> None:
        """Listen no more and drop everything."""
        if self._server:
            self._server.close()
        self.mend_line()
        self.reset()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(self._link(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _link(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.fault is Fault.REFUSED:
            writer.transport.abort()
            return
        try:
            far_reader, far_writer = await self._connect()
        except OSError:
            writer.transport.abort()
            return
        self._links |= {writer, far_writer}
        await asyncio.gather(self._forward(reader, far_writer), self._forward(far_reader, writer, answers=True))
        self._links -= {writer, far_writer}

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if isinstance(self.target, int):
            return await asyncio.open_connection("127.0.0.1", self.target)
        return await asyncio.open_unix_connection(self.target)

    async def _forward(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, answers: bool = False
    ) -> None:
        with suppress(OSError):
            while chunk := await source.read(CHUNK):
                if self.seconds_of_delay:
                    await asyncio.sleep(self.seconds_of_delay)
                if self.fault is Fault.BLACK_HOLE:
                    await self._clear.wait()
                if answers and self._swallows():
                    sink.transport.abort()
                    return
                sink.write(chunk)
                await sink.drain()
        sink.close()

    def _swallows(self) -> bool:
        if self.fault is Fault.MUTE_ONCE:
            self.fault = Fault.NONE
            return True
        return self.fault is Fault.MUTE
