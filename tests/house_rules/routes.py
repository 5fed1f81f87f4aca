"""Every address as one line: method, address, who may pass.

``python -m tests.house_rules.routes`` writes them into ``routes.txt``.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask

from app import create_app
from blueprints.access import Access, declared
from blueprints.moderating.decisions import VERBS
from tests.conftest import settings_for

PROMISED = Path(__file__).with_name("routes.txt")


def served(app: Flask) -> list[str]:
    """The lines of ``app``, sorted by address."""
    lines = []
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, sorted(rule.methods or ()))):
        methods = "+".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        who = _who(declared(app, rule.endpoint))
        lines += [f"{methods:<4} {address}  {who}" for address in _addresses(rule.rule)]
    return lines


def _addresses(rule: str) -> list[str]:
    """The address itself; where it ends in a decision, one for each of them."""
    if not rule.endswith("/<action>"):
        return [rule]
    return [rule.replace("<action>", action) for action in sorted(VERBS)]


def _who(access: Access | None) -> str:
    if access is None:
        return "public"
    if access.permission is not None:
        return f"requires {access.permission.value}"
    return f"{access.kind}, cached" if access.cached else access.kind


def main() -> None:
    """Write the list anew."""
    with TemporaryDirectory() as folder:
        settings = settings_for(f"sqlite:///{folder}/floor.sqlite3", Path(folder))
        lines = served(create_app(settings, wrapped=False))
    PROMISED.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
