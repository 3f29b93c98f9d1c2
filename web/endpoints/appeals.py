"""The letter of an appeal's preview, as HTML in a frame of our own page: nothing in it runs or leads anywhere."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from web import door, variables
from web.page import Audience
from web.show import STATUS_OF_FAULT, turn_away

LETTER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox"
)


async def letter(request: Request) -> Response:
    """What one of the readers would get. 404 once it was released, and for whoever does not organize there."""
    context = await door.open_context(request)
    turned_away = turn_away(Audience.ORGANIZERS, context)
    if turned_away is not None:
        return turned_away
    answer = await door.execute("AppealLetter", variables.appeal(request), context)
    appeal = answer.data.get("appeal")
    if not appeal or not appeal["preview"]:
        raise HTTPException(STATUS_OF_FAULT.get(answer.faults[0], 400) if answer.faults else 404)
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": LETTER_POLICY}
    return Response(appeal["preview"]["html"], media_type="text/html", headers=headers)
