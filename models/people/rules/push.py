"""What a browser tells us so that we can notify it: checked before it is kept, for we are going to send there."""

import base64
import binascii
import ipaddress
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey

from models.kernel.errors import Invalid

LONGEST_ENDPOINT = 1000
MOST_BROWSERS = 10
_AUTH_BYTES = 16


def clean_endpoint(typed: str) -> str:
    """
    The address where a browser's maker takes its notifications. Raises Invalid unless it is https, on the usual port,
    and a name that can be public: whoever sends there looks again what the name stands for.
    """
    typed = typed.strip()
    try:
        parts = urlsplit(typed)
        usual = parts.scheme == "https" and parts.port in (None, 443) and parts.username is None
    except ValueError:
        raise _refusal() from None
    if len(typed) > LONGEST_ENDPOINT or not typed.isascii() or not usual or not _can_be_public(parts.hostname or ""):
        raise _refusal()
    return typed


def is_public_address(address: str) -> bool:
    """Whether an IP address is one that everybody on the internet reaches, and no machine of ours."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = getattr(found, "ipv4_mapped", None) or found
    return inner.is_global and not inner.is_multicast


def clean_key(typed: str) -> str:
    """A browser's public key (P-256, uncompressed) in base64url. Raises Invalid if it is none."""
    try:
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), _decoded(typed))
    except ValueError:
        raise _refusal() from None
    return typed.strip().rstrip("=")


def clean_secret(typed: str) -> str:
    """The 16 bytes that a browser shares with us, in base64url. Raises Invalid if they are none."""
    if len(_decoded(typed)) != _AUTH_BYTES:
        raise _refusal()
    return typed.strip().rstrip("=")


def _can_be_public(host: str) -> bool:
    if not host or host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return False
    is_number = ":" in host or host.rpartition(".")[2].isdigit()
    return is_public_address(host) if is_number else "." in host


def _decoded(typed: str) -> bytes:
    try:
        return base64.b64decode(typed.strip().rstrip("=") + "==", altchars="-_", validate=True)
    except (ValueError, binascii.Error):
        raise _refusal() from None


def _refusal() -> Invalid:
    return Invalid("This browser cannot be notified by us. Try another one.", field="endpoint")
