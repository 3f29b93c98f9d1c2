"""GraphiQL at the endpoint's own address: for organizers who open it in a browser. Others are told where to go."""

import html
from functools import cache
from pathlib import Path
from typing import Protocol

import orjson

from api.context import Context
from api.negotiation import accepts_html
from models.kernel import words
from models.kernel.actor import READING

STATIC_PATH = "/graphql/static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
_HERE = Path(__file__).parent
STATIC_FOLDER = _HERE / "static"
_PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
{head}
</head>
<body>{body}</body>
</html>
"""
_TOOL_HEAD = "\n".join(
    [f'<link rel="stylesheet" href="{STATIC_PATH}/{name}">' for name in ("graphiql.min.css", "start.css")]
    + [
        f'<script defer src="{STATIC_PATH}/{name}"></script>'
        for name in (
            "react.production.min.js",
            "react-dom.production.min.js",
            "graphql-ws.min.js",
            "graphiql.min.js",
            "start.js",
        )
    ]
)
_POINTER = words.lazy(
    "Here speaks our API. Organizers find a tool for trying it out at this address, after signing in; "
    "programs send a GraphQL query as JSON by POST."
)


class _Parameters(Protocol):
    def __contains__(self, name: object, /) -> bool: ...


def is_asked_for(method: str, accept: str | None, parameters: _Parameters) -> bool:
    """Whether a browser opened the address, rather than a program sending a query."""
    return method in {"GET", "HEAD"} and "query" not in parameters and accepts_html(accept)


def page(context: Context) -> str:
    """The page: GraphiQL with example queries for whoever organizes, a pointer for everybody else."""
    return _tool(context) if context.actor.has_role(*READING) else _pointer(context)


@cache
def examples() -> tuple[str, ...]:
    """The example queries of `examples.graphql`, each with the comment above it."""
    source = (_HERE / "examples.graphql").read_text()
    return tuple(part.strip() + "\n" for part in source.split("\n\n\n") if part.strip())


def _tool(context: Context) -> str:
    tabs = orjson.dumps([{"query": example} for example in examples()]).decode().replace("<", "\\u003c")
    body = f'<main id="graphiql"></main><script type="application/json" id="examples">{tabs}</script>'
    return _filled(context, f"GraphiQL · {context.account.name}", _TOOL_HEAD, body)


def _pointer(context: Context) -> str:
    text = html.escape(words.gettext(context.language, _POINTER))
    link = html.escape(words.gettext(context.language, words.lazy("To the site")))
    body = f'<main><h1>GraphQL</h1><p>{text}</p><p><a href="/">{link}</a></p></main>'
    return _filled(context, f"GraphQL · {context.account.name}", "", body)


def _filled(context: Context, title: str, head: str, body: str) -> str:
    direction = words.direction(context.language)
    return _PAGE.format(
        language=html.escape(context.language), direction=direction, title=html.escape(title), head=head, body=body
    )
