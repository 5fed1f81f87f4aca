"""Whether the process lives and whether it can serve."""

from __future__ import annotations

from flask import Response

from blueprints.access import public
from blueprints.operations import bp, schema


@bp.get("/healthz")
@public
def healthz() -> Response:
    """The process answers; the database isn't asked."""
    return Response("ok\n", mimetype="text/plain")


@bp.get("/readyz")
@public
def readyz() -> Response:
    """The database is reachable and its schema at least at the head that this code knows."""
    found = schema.standing()
    status = 200 if found is schema.Standing.READY else 503
    return Response(f"{found.value}\n", status=status, mimetype="text/plain")
