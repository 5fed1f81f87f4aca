"""Pictures: the same bytes for ever under one address."""

from __future__ import annotations

import re
from typing import Final

from flask import Response, abort, after_this_request

from adapters import images
from blueprints import pictures
from blueprints.access import public
from blueprints.reading import bp

DIGEST: Final = re.compile(r"[0-9a-f]{64}\Z")
WIDTHS: Final = frozenset(width for shape in images.SHAPES.values() for width in shape.widths)
FOR_EVER: Final = "public, max-age=31536000, immutable"


@bp.get("/media/<string(length=64):digest>-<id:width>.jpg")
@public(cached=True)
def media(digest: str, width: int) -> Response:
    """One size of a picture."""
    if not DIGEST.match(digest) or width not in WIDTHS:
        abort(404)
    try:
        data = images.path(pictures.folder(), digest, width).read_bytes()
    except FileNotFoundError:
        abort(404)

    @after_this_request
    def keep(response: Response) -> Response:
        if response.status_code in (200, 304):
            response.headers["Cache-Control"] = FOR_EVER
        return response

    return Response(data, mimetype="image/jpeg")
