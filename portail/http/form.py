"""Small posted forms, read with a limit before anything is made of them."""

from urllib.parse import parse_qsl

from starlette.requests import Request

MAX_BYTES = 8 * 1024
MAX_FIELDS = 20


class BadForm(ValueError):
    """Not a small, ordinary form."""


async def read(request: Request) -> dict[str, str]:
    """Return the fields of a posted form; of a field given twice, the last counts.

    Raises:
        BadForm: another type of content, too long, or with too many fields.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise BadForm
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BYTES:
            raise BadForm
    try:
        text = body.decode("ascii")
        pairs = parse_qsl(text, True, max_num_fields=MAX_FIELDS, errors="replace")
    except ValueError as error:
        raise BadForm from error
    return dict(pairs)
