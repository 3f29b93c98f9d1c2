"""What a sign-in request's link and code are: derived from its id, so that mails can be rendered and nothing is stored."""

from uuid import UUID

from models.people import secrets


def link_token(request_id: UUID) -> str:
    """The secret of the link in a sign-in mail: `<request>.<43 characters>`."""
    return f"{request_id.hex}.{secrets.derive_token('sign-in link', request_id)}"


def code(request_id: UUID) -> str:
    """The six digits in the same mail."""
    return secrets.derive_code("sign-in code", request_id)


def request_of_link(token: str) -> UUID | None:
    """The request that a link's secret belongs to, or None if we never made it."""
    head, _, _ = token.partition(".")
    try:
        request_id = UUID(hex=head)
    except ValueError:
        return None
    return request_id if secrets.same(token, link_token(request_id)) else None
