"""The plain endpoints: everything the site answers that is neither page nor form. A second, listed table."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from web.endpoints import (
    appeals,
    asks,
    browser,
    calendar,
    displays,
    downloads,
    hooks,
    kiosks,
    letters,
    own_places,
    pictures,
    switches,
    text_hooks,
)


@dataclass(frozen=True, slots=True)
class Plain:
    """A path, its methods and its endpoint."""

    name: str
    path: str
    methods: tuple[str, ...]
    endpoint: Callable[[Request], Awaitable[Response]]


PLAIN = [
    Plain("display_stream", "/display/{kind}/{window}/stream", ("GET",), displays.stream),
    Plain("region_stream", "/display/{code}/stream", ("GET",), displays.region_stream),
    Plain("embed", "/embed/{code}", ("GET",), kiosks.embed),
    Plain("kiosk", "/kiosk/{token}", ("GET",), kiosks.show_kiosk),
    Plain("kiosk_stream", "/kiosk/{token}/stream", ("GET",), kiosks.kiosk_stream),
    Plain("share_picture", "/share/{code}/{week}.png", ("GET",), pictures.share),
    Plain("calendar_feed", "/calendar/{token}.ics", ("GET",), calendar.feed),
    Plain("ask", "/ask/{token}", ("GET",), asks.show_ask),
    Plain("ask_answer", "/ask/{token}", ("POST",), asks.answer_ask),
    Plain("own_place", "/shift/{token}", ("GET",), own_places.show_place),
    Plain("own_place_answer", "/shift/{token}", ("POST",), own_places.answer_place),
    Plain("stop", "/stop/{token}", ("GET",), letters.show_stop),
    Plain("stop_letters", "/stop/{token}", ("POST",), letters.stop),
    Plain("mail_hook", "/hooks/mail", ("POST",), hooks.mail),
    Plain("text_hook", "/hooks/sms", ("POST",), text_hooks.message),
    Plain("text_report_hook", "/hooks/sms/{delivery_id}", ("POST",), text_hooks.report),
    Plain("appeal_letter", "/organize/appeals/{id}/letter", ("GET",), appeals.letter),
    Plain("my_data", "/privacy/my-data.json", ("GET",), downloads.my_data),
    Plain("language", "/language", ("POST",), switches.switch_language),
    Plain("theme", "/theme", ("POST",), switches.switch_theme),
    Plain("service_worker", "/service-worker.js", ("GET",), browser.service_worker),
    Plain("manifest", "/manifest.webmanifest", ("GET",), browser.manifest),
    Plain("favicon", "/favicon.ico", ("GET",), browser.favicon),
]
