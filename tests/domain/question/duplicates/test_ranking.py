"""How near texts come to each other: one reckoning, which knows nothing of a database."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from domain.language import words
from domain.question.duplicates import proposing, ranking
from domain.question.duplicates.ranking import Counts
from extensions import db
from models import Panel, Status
from tests.made import Made

ROOT = Path(__file__).parents[4]
ASKED = "Why does the evening ferry not wait for the late train from Skerry Head?"
CANDIDATES = (
    "Why does the evening ferry not wait for the late train from Skerry Head?",
    "Will the evening ferry wait when the train from Skerry Head is late?",
    "The last ferries did not wait for late trains: why?",
    "Why are tickets for the train so dear?",
    "May I take my dog on board in summer?",
)
COUNTS = Counts(
    1_000, {"the": 900, "why": 300, "for": 500, "not": 200, "does": 100}, {"_the": 900, "the_": 880}, 2
)
LONG = " ".join(f"{ASKED} Number {number} of those who asked." for number in range(4))


def likenesses(asked: str, *candidates: str, counts: Counts = COUNTS) -> list[float]:
    return ranking.likenesses(words(asked), [words(text) for text in candidates], counts)


def test_the_same_words_are_as_near_as_can_be_and_other_words_not_at_all() -> None:
    same, *others, none = likenesses(ASKED, *CANDIDATES)
    assert same == pytest.approx(1.0, abs=0.05)
    assert none < 0.1
    assert sorted([same, *others], reverse=True) == [same, *others]


def test_a_likeness_is_never_beyond_its_bounds() -> None:
    for asked in (*CANDIDATES, LONG):
        assert all(0 <= near <= 1 for near in likenesses(asked, *CANDIDATES, LONG, LONG + LONG))


def test_endings_and_slips_are_forgiven() -> None:
    inflected, other = likenesses(
        "Do ferries wait for trains?", "Does the ferrry wait, and trains?", "Who pays?"
    )
    assert inflected > 0.3 > other


def test_a_rare_word_says_more_than_a_common_one() -> None:
    rare, common = likenesses("Why the Porthaven?", "Porthaven", "Why the")
    assert rare > 2 * common


def test_a_long_text_is_known_by_its_headline_too() -> None:
    story = "It was raining that day, and nobody on the quay could tell us anything. " * 3
    asked = f"Why does the night ferry not wait for late trains? {story}"
    headline, tale = likenesses(asked, "Why does the night ferry not wait for late trains?", story)
    assert headline > 0.2
    assert tale < 1


def test_pairs_of_characters_are_words_too() -> None:
    near, other = likenesses(
        "次の工場はいつ開きますか。", "工場はいつ開くのですか。", "犬を連れて乗れますか。"
    )
    assert near > 2 * other


def test_nothing_is_near_to_nothing() -> None:
    assert likenesses("?!", *CANDIDATES) == [0.0] * len(CANDIDATES)
    assert likenesses(ASKED) == []
    assert likenesses(ASKED, "?!", "") == [0.0, 0.0]


def test_two_processes_rank_alike() -> None:
    """The order of a set or of hashes would differ from one to the next."""
    code = (
        "import json; from tests.domain.question.duplicates.test_ranking import *;"
        "print(json.dumps(likenesses(LONG, *CANDIDATES)))"
    )
    found = [
        json.loads(
            subprocess.run(
                [sys.executable, "-c", code],
                cwd=ROOT,
                env={"PYTHONHASHSEED": seed},
                capture_output=True,
                text=True,
                check=True,
                timeout=60,
            ).stdout
        )
        for seed in ("1", "2")
    ]
    assert found[0] == found[1] == likenesses(LONG, *CANDIDATES)


EXPECTED: dict[str, list[tuple[str, float]]] = {}
"""What the first database said; the second says the same."""


def test_both_databases_rank_the_same_candidates_alike(
    made: Made, panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in CANDIDATES:
        made.question(panel, text)
    monkeypatch.setattr(proposing, "counts", lambda connection: COUNTS)
    found, counts = proposing.candidates(panel, words(ASKED), Status)
    said = {db.session.get_one(type(made.question(panel)), one.id).wording.text: one for one in found}
    candidates = sorted(said)
    near = ranking.likenesses(words(ASKED), [said[text].words for text in candidates], counts)
    assert set(CANDIDATES[:4]) <= set(candidates)
    ranked = list(zip(candidates, near, strict=True))
    assert EXPECTED.setdefault("ranked", ranked) == ranked
    assert ranked == list(zip(candidates, likenesses(ASKED, *candidates), strict=True))


@pytest.fixture
def panel(made: Made) -> Panel:
    return made.panel()
