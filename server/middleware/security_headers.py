"""Headers that narrow what a browser may do with our pages. A response that sets one itself keeps its own."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
GRAPHIQL_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
GRAPHIQL_PATH = "/graphql"
STATIC_PREFIX = "/static/"
STATIC_CACHING = "public, max-age=3600"
HEADERS = {
    # same-origin, not no-referrer: with that, browsers send "Origin: null" and forms could not be checked
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), payment=(), geolocation=(self)",
}
FRAMED = ("frame-ancestors *", "frame-ancestors 'self'")
"""A policy with one of these takes back what is older and coarser."""
STRICT_TRANSPORT = "max-age=31536000; includeSubDomains"


class SecurityHeaders:
    """ASGI middleware: adds the headers above, and `no-store` to everything that does not say it is public."""

    def __init__(self, app: ASGIApp, *, production: bool) -> None:
        self.app = app
        self.production = production

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add to the head of its response."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(MutableHeaders(scope=message), scope["path"], message["status"])
            await send(message)

        await self.app(scope, receive, send_with_headers)

    def _add(self, headers: MutableHeaders, path: str, status: int) -> None:
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        if any(each in headers.get("Content-Security-Policy", "") for each in FRAMED):
            del headers["X-Frame-Options"]
        policy = GRAPHIQL_POLICY if path == GRAPHIQL_PATH else PAGE_POLICY
        headers.setdefault("Content-Security-Policy", policy)
        public = path.startswith(STATIC_PREFIX) and status < 400
        headers.setdefault("Cache-Control", STATIC_CACHING if public else "no-store")
        if public:  # what our embeds need in their sandbox, which is nobody's origin
            headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        if self.production:
            headers.setdefault("Strict-Transport-Security", STRICT_TRANSPORT)
