"""How a name is shown under the panel's rule, in whatever script it is written."""

from __future__ import annotations

import pytest

from domain.asker import naming
from domain.visibility import shown_name
from extensions import db
from models import Names
from tests.made import Made

NAMES = {
    "Joan Price": "Joan",
    "Joan": "Joan",
    "Joan P., Fenner Street": "Joan",
    "Price,Joan": "Price",
    "Marie-Claire Dubois": "Marie-Claire",
    "Ngozi  Adichie": "Ngozi",
    "سارة العلي": "سارة",
    "अनिता देसाई": "अनिता",
    "สมชาย ใจดี": "สมชาย",
    "山田 太郎": "太郎",
    "山田　太郎": "太郎",
    "山田太郎": None,
    "やまだたろう": None,
    "김 민수": "민수",
    "김민수": None,
    "王秀英": None,
    "スティーブ・ジョブズ": "スティーブ",
    "史蒂夫·乔布斯": "史蒂夫",
    "・": None,
    ",": None,
    "": None,
}


@pytest.mark.parametrize(("name", "shown"), NAMES.items())
def test_under_first_name_no_family_name_is_shown_that_can_be_told_from_it(
    name: str, shown: str | None
) -> None:
    assert naming.shown(name, Names.FIRST) == shown


@pytest.mark.parametrize("name", [name for name in NAMES if name])
def test_as_given_means_as_given_and_none_means_none(name: str) -> None:
    assert naming.shown(name, Names.GIVEN) == name
    assert naming.shown(name, Names.NONE) is None


@pytest.mark.parametrize(
    ("rule", "shown"), [(Names.NONE, None), (Names.FIRST, "Joan"), (Names.GIVEN, "Joan Price")]
)
def test_the_panel_decides_how_much_of_a_name_is_public(made: Made, rule: Names, shown: str | None) -> None:
    panel = made.panel()
    panel.names = rule
    db.session.commit()
    told = made.question(panel, name="Joan Price", show_name=True)
    assert shown_name(told) == shown
    assert shown_name(made.question(panel, name="Joan Price")) is None
