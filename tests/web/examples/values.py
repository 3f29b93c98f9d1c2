"""Moments, pages and refusals, as the API writes them."""

from datetime import UTC, datetime, timedelta
from typing import Any

NOW = datetime.now(UTC).replace(microsecond=0)


def moment(**ahead: float) -> str:
    """A moment from now, in ISO 8601."""
    return (NOW + timedelta(**ahead)).isoformat()


def day(ahead: int = 0) -> str:
    """A date from today, in ISO 8601."""
    return (NOW.date() + timedelta(days=ahead)).isoformat()


def payload(name: str, **values: Any) -> dict[str, Any]:
    """The payload of a mutation."""
    return {"__typename": f"{name}Payload", **values}


def refusal(kind: str, message: str, code: str, field: str | None = None, **details: Any) -> dict[str, Any]:
    """A refusal."""
    return {"__typename": kind, "message": message, "code": code, "field": field, **details}


def reason(code: str, text: str) -> dict[str, Any]:
    return {"code": code, "parameters": {}, "text": text}


def connection(nodes: list[dict[str, Any]], more: bool = False) -> dict[str, Any]:
    """A page of a list."""
    edges = [{"cursor": f"c{place}", "node": node} for place, node in enumerate(nodes)]
    info = {"hasNextPage": more, "hasPreviousPage": False, "startCursor": None, "endCursor": "c9" if more else None}
    return {"edges": edges, "pageInfo": info}
