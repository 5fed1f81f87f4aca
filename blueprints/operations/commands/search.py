"""``flask search``."""

from __future__ import annotations

from collections.abc import Iterator

import click

from blueprints.operations import bp
from blueprints.operations.running import progress, with_database
from domain.search import reindexing
from extensions import begin_writing, db

group = click.Group("search", help="What searches find.")
bp.cli.add_command(group)


@group.command("reindex")
@click.option("--all", "everything", is_flag=True, help="Every question, not only those that are missing.")
@with_database
def reindex(everything: bool) -> None:
    """Bring into the indexes, the desk's and the readers', what is missing there, while the site runs.

    Missing are questions from before there was such an index, and those that an earlier release analysed
    otherwise. A hundred at a time are one short transaction; stopped and run again, it goes on where it
    was. With ``--all`` every question is indexed anew, missing or not.
    """
    number = reindexing.total(everything=everything)
    db.session.rollback()
    done = sum(1 for _ in progress(_indexed(everything), number, "indexing"))
    click.echo(f"{done} indexed.")


def _indexed(everything: bool) -> Iterator[int]:
    after = 0
    while True:
        begin_writing()
        ids = reindexing.index_next(after, everything=everything)
        db.session.commit()
        if not ids:
            return
        yield from ids
        after = ids[-1]
