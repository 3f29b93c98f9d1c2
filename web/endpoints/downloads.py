"""Everything we know about somebody, as a file for them."""

import json

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from web import door
from web.page import Audience
from web.show import turn_away


async def my_data(request: Request) -> Response:
    """The download of one's own data, in JSON."""
    context = await door.open_context(request)
    turned_away = turn_away(Audience.SIGNED_IN, context)
    if turned_away is not None:
        return turned_away
    answer = await door.execute("MyData", {}, context)
    if answer.data.get("myData") is None:
        raise HTTPException(500)
    text = json.dumps(answer.data["myData"], ensure_ascii=False, indent=2)
    headers = {"Content-Disposition": 'attachment; filename="groundswell-my-data.json"', "Cache-Control": "no-store"}
    return Response(text, media_type="application/json", headers=headers)
