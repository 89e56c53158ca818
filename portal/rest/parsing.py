"""Bodies that are not JSON: forms with files, and pieces of files."""

import json
from typing import IO, Any

from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser, MultiPartParser

from portal.rest.problems import Problem


class WholeInOne(MultiPartParser):
    """A form whose part `document` (or so) is JSON, and whose other parts are files."""

    json_parts: tuple[str, ...] = ("document",)

    def parse(self, stream, media_type=None, parser_context=None):
        parsed = super().parse(stream, media_type, parser_context)
        data = parsed.data.copy()
        for name in self.json_parts:
            if name in parsed.files:  # some clients send JSON as a file
                data[name] = parsed.files[name].read().decode("utf-8", "replace")
        return type(parsed)(data, parsed.files)


def json_part(data: Any, name: str) -> dict:
    """What the JSON in a part of a form says."""
    said = data.get(name)
    if said is None:
        raise Problem(
            "invalid", errors=[{"pointer": f"#/{name}", "detail": "", "code": "required"}]
        )
    if isinstance(said, str):
        try:
            said = json.loads(said)
        except (ValueError, RecursionError):
            raise Problem("malformed") from None
    if not isinstance(said, dict):
        raise Problem("malformed")
    return said


class Piece(BaseParser):
    """A piece of a file, as it is."""

    media_type = "application/octet-stream"
    most = 64 * 2**20

    def parse(self, stream: IO, media_type=None, parser_context=None) -> bytes:
        piece = stream.read(self.most + 1)
        if len(piece) > self.most:
            raise Problem("too-large")
        return piece


class AlwaysJson(BaseContentNegotiation):
    """One answer for everybody: kept pages know nothing of `Accept`."""

    def select_parser(self, request, parsers):
        wanted = (request.content_type or "").partition(";")[0].strip().lower()
        return next((each for each in parsers if each.media_type == wanted), None)

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type
