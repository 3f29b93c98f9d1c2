"""What a display shows at one moment, and the server-sent events that bring it to those who watch."""

import hashlib
from functools import cached_property

import orjson
from starlette.types import Message

SHORTEST_WAIT, LONGEST_WAIT = 1000, 4000
CHUNK = "groundswell.chunk"
"""Where a message also keeps its body as it goes over the wire, in HTTP/1.1's chunked encoding."""


class Frame:
    """The parts of a display by name, each a piece of HTML. Nothing in it depends on who looks."""

    def __init__(self, parts: dict[str, str]) -> None:
        self.parts = parts
        self._changes: tuple[Frame, Message] | None = None

    @cached_property
    def digest(self) -> str:
        """The same for the same parts, in every process and after every restart."""
        return hashlib.sha256(orjson.dumps(self.parts, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]

    @cached_property
    def whole(self) -> Message:
        """The event that brings all parts."""
        return self._event(self.parts)

    def change_from(self, before: "Frame") -> Message:
        """The event that turns an earlier frame into this one: made once for everybody who has that one."""
        if self._changes is None or self._changes[0] is not before:
            changed = {name: text for name, text in self.parts.items() if before.parts.get(name) != text}
            self._changes = (before, self._event(changed))
        return self._changes[1]

    def _event(self, parts: dict[str, str]) -> Message:
        return message(b"event: frame\nid: %b\ndata: %b\n\n" % (self.digest.encode(), orjson.dumps(parts)))


def message(text: bytes, *, more: bool = True) -> Message:
    """A piece of a stream as the server takes it: one object for all viewers."""
    return {"type": "http.response.body", "body": text, "more_body": more, CHUNK: b"%x\r\n%b\r\n" % (len(text), text)}


def opening(wait: int) -> Message:
    """What a stream begins with: after how many milliseconds to come back when it is cut."""
    return message(b"retry: %d\n\n" % wait)


STILL_HERE = message(b": still here\n\n")
ENDED = message(b"event: ended\ndata: {}\n\n", more=False)
OVER = message(b"", more=False)
