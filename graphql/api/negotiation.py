"""Which media type an answer has: the Accept header by the GraphQL-over-HTTP specification."""

GRAPHQL_RESPONSE = "application/graphql-response+json"
JSON = "application/json"
_SERVED = {GRAPHQL_RESPONSE: GRAPHQL_RESPONSE, JSON: JSON, "application/*": JSON, "*/*": JSON}


def choose_media_type(accept: str | None) -> str | None:
    """
    The media type for an answer: the one with the highest quality, the newer one of equals; None if none is accepted.

    A client that accepts anything, or does not say, gets `application/json`, as older ones expect.
    """
    if not accept or not accept.strip():
        return JSON
    wanted = [(quality, _SERVED[name]) for name, quality in _ranges(accept) if name in _SERVED and quality > 0]
    if not wanted:
        return None
    return max(wanted, key=lambda each: (each[0], each[1] == GRAPHQL_RESPONSE))[1]


def media_type_of(content_type: str | None) -> tuple[str, dict[str, str]]:
    """The media type of a Content-Type header, and its parameters, all in lower case."""
    name, *parameters = (content_type or "").split(";")
    pairs = (parameter.partition("=") for parameter in parameters)
    return name.strip().lower(), {key.strip().lower(): value.strip().strip('"').lower() for key, _, value in pairs}


def accepts_html(accept: str | None) -> bool:
    """Whether a page is wanted: a browser opened the address."""
    return any(name == "text/html" and quality > 0 for name, quality in _ranges(accept or ""))


def _ranges(accept: str) -> list[tuple[str, float]]:
    return [(name, _quality(parameters)) for name, parameters in map(media_type_of, accept.split(",")[:50])]


def _quality(parameters: dict[str, str]) -> float:
    try:
        quality = float(parameters.get("q", "1"))
    except ValueError:
        return 0.0
    return quality if 0 <= quality <= 1 else 0.0
