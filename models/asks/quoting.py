"""
Quoted-printable (RFC 2045, 6.7) in pieces that can be joined: soft line breaks stand between any two.

So a prepared text and what is put into it are encoded apart, and neither changes how the other is read.
"""

import binascii

SOFT_BREAK = b"=\r\n"
_SENTINEL = b"~"  # keeps room for the `=` that follows in the last line; and no space is at the end


def quote(text: str) -> bytes:
    """`text` as UTF-8 in lines of at most 75 characters, to be followed by a soft break. Its line breaks become CRLF."""
    return binascii.b2a_qp(_lines(text) + _SENTINEL, istext=True)[: -len(_SENTINEL)].replace(b"\n", b"\r\n")


def quote_end(text: str) -> bytes:
    """The same for the end of a part of a mail, or all of it: it ends with a line break."""
    raw = _lines(text)
    ended = raw if raw.endswith(b"\n") else raw + b"\n"
    return binascii.b2a_qp(ended, istext=True).replace(b"\n", b"\r\n")


def _lines(text: str) -> bytes:
    return text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace")
