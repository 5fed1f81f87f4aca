"""Rules have the numbers that readers see, and an anchor each."""

from __future__ import annotations

from domain import prose
from domain.page import headings, rules
from models import PageVersion

MARKDOWN = """Before.

- a
  1. not a rule

> 1. nor this

3. **Third** of all.

   With a second paragraph and

   1. a list inside
4. Fourth

## After

1. not in the first list
"""


def version(markdown: str = MARKDOWN) -> PageVersion:
    return PageVersion(html=prose.render(markdown))


def test_the_items_of_the_first_numbered_list_are_the_rules() -> None:
    found = rules.rules(version())
    assert found == {3: "Third of all. With a second paragraph and a list inside", 4: "Fourth"}
    assert rules.rule(version(), 4) == "Fourth"
    assert rules.rule(version(), 1) is None


def test_where_there_is_no_list_there_are_no_rules() -> None:
    assert rules.rules(version("Ask.")) == {}
    assert rules.rules(version("- a\n- b")) == {}


def test_every_rule_has_its_anchor_and_nothing_else_has_one() -> None:
    html = version().html
    anchored = rules.anchored(html)
    assert anchored.count(' id="') == 2
    assert '<li id="rule-3">' in anchored
    assert '<li id="rule-4">' in anchored
    assert anchored.replace(' id="rule-3"', "").replace(' id="rule-4"', "") == html
    assert rules.anchored("<p>x</p>") == "<p>x</p>"


def test_headings_of_a_page_begin_below_its_title() -> None:
    html = prose.render("# One\n\n## Two\n\n<h3>typed</h3>")
    assert headings.raised(html).startswith("<h2>One</h2>\n<h3>Two</h3>")
    assert "&lt;h3&gt;" in headings.raised(html)
