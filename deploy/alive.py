"""Ask the server in this container whether it is ready; exit 1 where it isn't.

It is asked under the site's own host, since no other is answered.
"""

from __future__ import annotations

import os
import sys
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

PORT = 8000
PATIENCE = 2.5
"""Seconds."""


def is_ready() -> bool:
    """Whether ``/readyz`` answers 200."""
    host = urlsplit(os.environ.get("FLOOR_BASE_URL", "")).netloc
    connection = HTTPConnection("127.0.0.1", PORT, timeout=PATIENCE)
    try:
        connection.request("GET", "/readyz", headers={"Host": host} if host else {})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if is_ready() else 1)
