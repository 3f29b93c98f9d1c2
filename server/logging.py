"""Log lines: for people in development, JSON in production; with request and job ids, never with addresses or tokens."""

import logging
import logging.config
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

from server.settings import LogFormat, Settings

HIDDEN = "[hidden]"
_SECRET_NAME = re.compile(
    r"email|e_mail|phone|token|secret|password|cookie|authorization|session|code$|address$|^name$|(first|last)_name",
    re.IGNORECASE,
)
_HARMLESS_NAMES = {"status_code", "error_code", "code"}
_SECRET_TEXT = (
    re.compile(r"(?<=://)[^/\s:@]+:[^/\s@]+(?=@)"),
    re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)*"),
    re.compile(r"(?i)\bbearer\s+\S+"),
    re.compile(r"(?i)((?:token|key|code|secret|password)=)[^&\s\"']+"),
    re.compile(r"\b[A-Za-z0-9_-]{40,}\b"),
)


def configure_logging(settings: Settings) -> None:
    """Set up structlog, and send what libraries log through the same processors."""
    shared = _shared_processors()
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_formatter(settings, shared))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level)
    _quieten_libraries()


def redact(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: hide values by their name, and addresses and tokens wherever they stand."""
    for name, value in event.items():
        event[name] = HIDDEN if _is_secret(name) else _without_secrets(value)
    return event


def _shared_processors() -> list[Any]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]


def _formatter(settings: Settings, shared: list[Any]) -> logging.Formatter:
    chosen = settings.log_format or (LogFormat.JSON if settings.is_production else LogFormat.CONSOLE)
    renderer: Any = structlog.processors.JSONRenderer()
    if chosen is LogFormat.CONSOLE:
        plain = structlog.dev.plain_traceback
        renderer = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            redact,
            renderer,
        ],
    )


def _quieten_libraries() -> None:
    for name in ("tortoise", "asyncio", "httpx", "uvicorn.access"):
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in ("uvicorn", "uvicorn.error", "arq"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True


def _is_secret(name: str) -> bool:
    return name not in _HARMLESS_NAMES and bool(_SECRET_NAME.search(name))


def _without_secrets(value: Any) -> Any:
    if isinstance(value, str):
        for pattern in _SECRET_TEXT:
            value = pattern.sub(_hidden, value)
        return value
    if isinstance(value, Mapping):
        return {key: HIDDEN if _is_secret(str(key)) else _without_secrets(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set):
        return [_without_secrets(item) for item in value]
    return value


def _hidden(match: re.Match[str]) -> str:
    """Hide a match, but keep the name before an equals sign, so that the line can still be understood."""
    return (match.group(1) if match.re.groups else "") + HIDDEN
