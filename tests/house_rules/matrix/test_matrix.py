"""Rule 1, driven: every cell of the access matrix is declared, and none is wrong."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.battery.figures import Figure, figure
from tests.house_rules.matrix import CELLS, MODULES
from tests.house_rules.matrix.driving import Matrix
from tests.house_rules.matrix.who import EVERYBODY
from tests.house_rules.posts import POSTS
from tests.house_rules.world import build
from tests.made import Made

__all__ = ["figure"]


@pytest.fixture
def matrix(app: Flask, made: Made) -> Matrix:
    """Everybody before every door."""
    return Matrix(app, build(made))


def drive(matrix: Matrix, *, everything: bool) -> None:
    """Everybody goes to every address by every method; what is wrong is in the matrix's result."""
    for cell, addresses in matrix.gets().items():
        if cell in CELLS:
            matrix.get(cell, addresses, everything=everything)
    for post in POSTS:
        cell = matrix.cell_of(post)
        if cell in CELLS:
            matrix.post(cell, post, everything=everything)


def test_every_endpoint_has_its_cell_and_every_cell_its_endpoint(app: Flask) -> None:
    served = {rule.endpoint for rule in app.url_map.iter_rules()} - {"static"}
    declared = {cell.partition("?")[0] for cell in CELLS}
    assert not served - declared, f"not in tests/house_rules/matrix/: {sorted(served - declared)}"
    assert not declared - served, f"no longer served: {sorted(declared - served)}"
    assert len(CELLS) == sum(len(module.CELLS) for module in MODULES)


def test_nobody_passes_who_may_not_and_everybody_who_may(matrix: Matrix) -> None:
    drive(matrix, everything=False)
    assert not matrix.result.wrong, "\n".join(matrix.result.wrong)


@pytest.mark.battery
def test_the_whole_matrix(matrix: Matrix, figure: Figure) -> None:
    """Every address in every state of the world, every form sent in full by everybody who may.

    Seen red: without ``demand(READ_DESK, …)`` in the desk's ``_readable``: "GET /desk/questions/1: moderator
    elsewhere was answered 200" and "… reads ['Question number 7?']", the auditor elsewhere alike; without
    ``may_answer_for`` in ``_slot`` of the answers: "GET /answers/5/1: executive beside was answered 200", and
    eleven others who may not.
    """
    drive(matrix, everything=True)
    wrong = matrix.result.wrong
    told = f"{matrix.result.cells:,} cells for {len(EVERYBODY)} people, {len(wrong)} of them wrong"
    figure("access matrix, route × method × role × panel", told)
    assert not wrong, "\n".join(wrong[:100])
