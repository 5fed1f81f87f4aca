"""The catalogue holds every text that people read."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
}
METHODS = [("blueprints/**.py", "python"), ("templates/**.html", "jinja2")]


def said() -> set[str]:
    """Every text that code and templates hand to gettext, the singular of each."""
    found = extract_from_dir(
        ROOT,
        METHODS,
        {"templates/**.html": {"trimmed": "true"}},
        keywords=KEYWORDS,
        directory_filter=lambda path: Path(path).name not in {".venv", "instance", "node_modules"},
    )
    return {text if isinstance(text, str) else text[0] for _, _, text, _, _ in found}


def test_the_catalogue_knows_every_text_and_no_other() -> None:
    template = (ROOT / "translations" / "messages.pot").read_bytes()
    known = {
        message.id if isinstance(message.id, str) else message.id[0]
        for message in read_po(BytesIO(template))
        if message.id
    }
    assert said() == known, "make catalogue brings it up to date"
