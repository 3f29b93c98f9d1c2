"""
Who we are to the makers of browsers (VAPID, RFC 8292): a key pair on P-256, derived from the process's secret key as all our
secrets are, so that every process of a site has the same and nothing is stored.
"""

import base64
import time
from functools import lru_cache
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, derive_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

from models.people import secrets

_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_GOOD_FOR = 12 * 3600
_RENEWED = 3600


def public_key() -> str:
    """What a browser is told when it subscribes: the uncompressed point, in base64url."""
    point = _private_key().public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).decode().rstrip("=")


def authorization(endpoint: str, contact: str) -> str:
    """The header that says who sends to this address. `contact`: the e-mail address of whoever runs this."""
    parts = urlsplit(endpoint)
    return _authorization(f"{parts.scheme}://{parts.netloc}", contact, public_key(), int(time.time()) // _RENEWED)


@lru_cache(256)
def _authorization(origin: str, contact: str, _: str, period: int) -> str:
    """The same for an hour: makers remember what they have checked."""
    claims = {"aud": origin, "exp": period * _RENEWED + _GOOD_FOR, "sub": f"mailto:{contact}"}
    return str(Vapid02(_private_key()).sign(claims)["Authorization"])


def _private_key() -> EllipticCurvePrivateKey:
    number = int.from_bytes(secrets.derive("web push", 1) + secrets.derive("web push", 2), "big")
    return derive_private_key(number % (_ORDER - 1) + 1, SECP256R1())
