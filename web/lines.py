"""The connection below a stream: what is the same for thousands of viewers is handed to the system without detours."""

import asyncio
import os
import socket

from starlette.types import Send
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

MOST_WAITING = 64 * 1024
"""Octets that may wait for a viewer here, besides those that the system holds for them."""


class Line:
    """
    Writes to a connection that a server holds, as long as it holds it.

    It has a descriptor of its own for the same connection (so one more for each viewer); what the system does not take at
    once is left to the server's transport, which keeps the order. The transport is asked only while it may hold something:
    with thousands of viewers, each object that is looked at has to come from memory.
    """

    __slots__ = ("_is_open", "_left_some", "_socket", "_transport")

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._socket = socket.socket(fileno=os.dup(transport.get_extra_info("socket").fileno()))
        self._socket.setblocking(False)
        self._is_open = True
        self._left_some = transport.get_write_buffer_size() > 0

    def write(self, octets: bytes) -> bool:
        """False if too much is waiting already; then nothing was written. Nor is it after `close`, or to a connection that ends."""
        if not self._is_open:
            return True
        if not self._left_some:
            taken = self._send(octets)
            return taken == len(octets) or self._leave(octets[taken:])
        waiting = self._transport.get_write_buffer_size()
        if waiting > MOST_WAITING:
            return False
        self._left_some = waiting > 0
        return self._leave(octets) if waiting else self.write(octets)

    def close(self) -> None:
        """Write nothing more: the response is over. The server's connection stays."""
        self._is_open = False
        self._socket.close()

    def _leave(self, octets: bytes) -> bool:
        """To the transport: it sends them when it can."""
        if not self._transport.is_closing():
            self._left_some = True
            self._transport.write(octets)
        return True

    def _send(self, octets: bytes) -> int:
        try:
            return self._socket.send(octets)
        except OSError:  # full, or gone: the transport finds out which
            return 0


def line_of(send: Send) -> Line | None:
    """
    The connection below this `send`: if it is uvicorn's, unencrypted, and the head of the response said that chunks follow.

    None where it is not, or the system has no descriptor left.
    """
    cycle = getattr(send, "__self__", None)
    if not isinstance(cycle, RequestResponseCycle) or not cycle.chunked_encoding:
        return None
    if cycle.transport.get_extra_info("sslcontext") is not None:
        return None
    try:
        return Line(cycle.transport)
    except OSError:
        return None
