"""``flask questions import``."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from extensions import db
from models import Question
from tests.blueprints.operations.conftest import Run
from tests.made import Made
from tests.pages import PageClient

REAL = Path(__file__).parents[4] / "shared" / "data" / "executive_questions.csv"
GOOD = """external_id,text,status,executive,answer,answered_at,asked_at,reason
1,Who pays for the winter?,published,Ada Brook,We do.,2026-01-02T10:00:00Z,2026-01-01T10:00:00Z,
2,When does it begin?,pending,,,,,
3,Why not earlier?,rejected,,,,,unclear
4,Who asked for it?,approved,New Person,,,,
"""


def write(folder: Path, text: str | bytes) -> str:
    """A file of these bytes; its path."""
    path = folder / "questions.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)


def count() -> int:
    """How many questions there are."""
    return db.session.scalars(select(func.count()).select_from(Question)).one()


def test_rows_come_in_and_published_ones_are_read_at_once(
    run: Run, made: Made, client: PageClient, tmp_path: Path
) -> None:
    made.panel()
    result = run("questions", "import", write(tmp_path, GOOD), "--panel", "ask-us")
    assert result.exit_code == 0, result.output
    assert "4 taken, 0 known already" in result.output
    assert "4 of 4" in result.stderr
    page = client.page("/ask-us/")
    assert "Who pays for the winter?" in page.text
    assert "We do." in page.text
    assert "When does it begin?" not in page.text


def test_run_again_no_question_comes_twice(run: Run, made: Made, tmp_path: Path) -> None:
    made.panel()
    file = write(tmp_path, GOOD)
    run("questions", "import", file, "--panel", "ask-us")
    again = run("questions", "import", file, "--panel", "ask-us")
    assert "0 taken, 4 known already" in again.output
    assert count() == 4


def test_every_bad_row_and_field_is_named_and_nothing_is_taken(run: Run, made: Made, tmp_path: Path) -> None:
    made.panel()
    bad = (
        "text,status,email,asked_at,reason,answer\n"
        "Who pays?,pending,,,,\n"
        "ab,nonsense,no-address,2026-01-01T10:00,,\n"
        "Who pays now?,published,,,,\n"
        "Who pays then?,rejected,,,,\n"
    )
    result = run("questions", "import", write(tmp_path, bad), "--panel", "ask-us")
    assert result.exit_code == 1
    named = [line.partition(":")[0] for line in result.stderr.splitlines() if line.startswith("row")]
    assert named == [
        "row 2, text",
        "row 2, status",
        "row 2, email",
        "row 2, asked_at",
        "row 3, answer",
        "row 4, reason",
    ]
    assert count() == 0


def test_a_dry_run_checks_and_takes_nothing(run: Run, made: Made, tmp_path: Path) -> None:
    made.panel()
    result = run("questions", "import", write(tmp_path, GOOD), "--panel", "ask-us", "--dry-run")
    assert result.exit_code == 0
    assert "4 rows" in result.output
    assert count() == 0


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("text,colour\nWho pays?,red\n", "colour"),
        ("details\nsomething\n", "text"),
        ("text\nWho pays?,too many\n", "row 1"),
        ("text\n".encode("utf-16") + "Who pays?\n".encode("utf-16"), "UTF-8"),
        ('text\n"never closed\n', "CSV"),
        ("text\nWho\0pays?\n", "row 1, text"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(
    run: Run, made: Made, tmp_path: Path, text: str | bytes, says: str
) -> None:
    made.panel()
    result = run("questions", "import", write(tmp_path, text), "--panel", "ask-us")
    assert result.exit_code == 1, result.output
    assert says in result.stderr
    assert count() == 0


def test_an_unknown_panel_is_named(run: Run, made: Made, tmp_path: Path) -> None:
    result = run("questions", "import", write(tmp_path, GOOD), "--panel", "nowhere")
    assert result.exit_code == 1
    assert "nowhere" in result.stderr


@pytest.mark.skipif(not REAL.exists(), reason="the real text isn't here")
def test_240_real_questions_come_in_with_their_answers(run: Run, made: Made, client: PageClient) -> None:
    made.panel()
    result = run("questions", "import", str(REAL), "--panel", "ask-us")
    assert result.exit_code == 0, result.output
    assert "240 taken" in result.output
    assert "20 of 240" in client.page("/ask-us/").text
