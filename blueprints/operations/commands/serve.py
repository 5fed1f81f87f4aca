"""``flask serve``: the server and whatever runs beside it, until stopped."""

from __future__ import annotations

import sys

import click

from adapters import supervisor
from blueprints.operations import bp
from blueprints.operations.running import refuse, with_database


@bp.cli.command()
@click.option("--host", default="127.0.0.1", show_default=True, envvar="HOST")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), envvar="PORT")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
@with_database
def serve(host: str, port: int, workers: int) -> None:
    """Serve until SIGTERM or Ctrl-C; ends when every child has."""
    at = supervisor.Address(host, port)
    command = supervisor.Command("server", supervisor.granian_command(at, workers=workers))
    try:
        code = supervisor.serve([command], at=at)
    except supervisor.CannotListen as error:
        refuse(str(error))
    sys.exit(code)
