"""Merging at the desk: choosing the root, what it changes, and taking it apart again."""

from __future__ import annotations

import re

import pytest

from domain.asker import passports
from domain.question import deciding, families, supporting
from extensions import begin_writing, clock, db
from models import Panel, Question, Status, User
from tests.blueprints.browsers import SignIn, actions, filled, fresh, whole
from tests.domain.record import post
from tests.made import Made
from tests.pages import Page, PageClient


def at(question: Question) -> str:
    return f"/desk/questions/{question.id}"


def press(question: Question, *names: str) -> None:
    for name in names:
        begin_writing()
        supporting.support(question, by=name.encode().ljust(32, b"."), at=clock.now())
        db.session.commit()


def offered(page: Page) -> list[int]:
    """The questions that can be chosen, in their order."""
    return [int(tag["value"]) for tag in page.all("input") if tag.get("type") == "radio"]


def chosen(page: Page) -> list[int]:
    return [int(tag["value"]) for tag in page.all("input") if tag.get("type") == "radio" and "checked" in tag]


def changes(desk: PageClient, address: str) -> list[tuple[int, int]]:
    """Before and after of each line of the first choice's table."""
    cells = re.findall(r'<td class="figure">([\d,]+)</td>', desk.get(address).text)[:6]
    numbers = [int(cell.replace(",", "")) for cell in cells]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


@pytest.fixture
def question(made: Made, panel: Panel) -> Question:
    return made.question(panel, "How many people at the works lose their jobs?", email="zoe@reader.example")


@pytest.fixture
def root(made: Made, panel: Panel) -> Question:
    return made.question(panel, "Why did we have to hear it on the radio?", email="rob@reader.example")


def test_merging_leads_to_the_next_question_and_the_root_stays_as_it_was(
    made: Made, desk: PageClient, question: Question, root: Question
) -> None:
    answer = desk.send(f"{at(question)}/merge?into={root.id}", "/merge", into=str(root.id))
    assert answer.location == at(root)
    now = fresh(question)
    assert (now.status, now.merged_into_id, now.version) == (Status.MERGED, root.id, 2)
    assert (fresh(root).status, fresh(root).version) == (Status.PENDING, 1)


def test_the_nearest_questions_are_proposed_and_the_first_is_chosen(
    made: Made, desk: PageClient, panel: Panel, question: Question, root: Question
) -> None:
    same = made.question(panel, "How many people lose their jobs at the works?")
    page = desk.page(f"{at(question)}/merge")
    assert offered(page)[0] == same.id
    assert chosen(page) == [same.id]
    assert root.id not in offered(page)


def test_another_is_found_by_its_words_or_its_number(
    desk: PageClient, question: Question, root: Question
) -> None:
    for words in ("radio", str(root.id), f"No. {root.id}"):
        page = desk.page(f"{at(question)}/merge?find={words}")
        assert offered(page) == [root.id]
        assert chosen(page) == [root.id]
    text = desk.page(f"{at(question)}/merge?find=submarine").text
    assert "Nothing was found for “submarine”." in text


def test_only_what_can_take_it_in_is_offered(
    made: Made, desk: PageClient, panel: Panel, mia: User, question: Question
) -> None:
    states = {state: made.question(panel, "The same words here?") for state in ("held", "returned", "own")}
    made.do(deciding.hold, states["held"], mia, note="Ask.")
    made.do(deciding.send_back, states["returned"], mia, message="Which?")
    made.do(families.merge, states["own"], mia, into=question)
    elsewhere = made.question(made.panel("elsewhere"), "The same words here?")
    page = desk.page(f"{at(question)}/merge?find=same+words")
    assert offered(page) == [states["held"].id]
    assert str(elsewhere.id) not in [tag.get("value") for tag in page.all("input")]


def test_choosing_one_that_is_merged_chooses_its_root(
    made: Made, desk: PageClient, panel: Panel, mia: User, question: Question, root: Question
) -> None:
    member = made.question(panel, "And on the radio of all places?")
    made.do(families.merge, member, mia, into=root)
    page = desk.page(f"{at(question)}/merge?find=radio")
    assert offered(page) == [member.id, root.id]
    assert "choosing it chooses 2" in page.text
    desk.send(f"{at(question)}/merge?find=radio", "/merge", into=str(member.id))
    assert fresh(question).merged_into_id == root.id


def test_the_page_says_what_changes_before_and_after(
    made: Made, desk: PageClient, panel: Panel, mia: User, question: Question, root: Question
) -> None:
    made.do(families.merge, made.question(panel, email="sol@reader.example"), mia, into=question)
    made.do(families.merge, made.question(panel), mia, into=root)
    press(question, "Rae", "Sol")
    press(root, "Sol", "Tom", "Uma")
    assert changes(desk, f"{at(question)}/merge?into={root.id}") == [(1, 3), (3, 4), (1, 3)]
    desk.send(f"{at(question)}/merge", "/merge", into=str(root.id))
    text = desk.page(at(root)).text
    assert "Also asked by 3 others" in text
    assert "How many people at the works lose their jobs?" in text
    assert fresh(root).support_tally.count == 4


def test_merged_into_a_published_one_the_asker_is_told_and_led_to_it(
    made: Made, desk: PageClient, client: PageClient, panel: Panel, mia: User, question: Question
) -> None:
    answered = made.published(panel, mia, "What becomes of the works?")
    page = desk.page(f"{at(question)}/merge?into={answered.id}")
    assert "Its asker is told now" in page.text
    assert "Others asked what you asked, and Ada Brook has answered." in page.text
    desk.send(f"{at(question)}/merge", "/merge", into=str(answered.id))
    assert post.kinds(fresh(question))[-1] == "published"
    token = passports.token(fresh(question).passport, made.link_key)
    passport = client.page(f"/passport/{token}")
    assert "Somebody asked the same." in passport.text
    assert f"/ask-us/questions/{answered.id}-what-becomes-of-the-works" in passport.links()


def test_one_that_left_no_address_has_the_passport_alone(
    made: Made, desk: PageClient, panel: Panel, mia: User
) -> None:
    question = made.question(panel)
    answered = made.published(panel, mia)
    text = desk.page(f"{at(question)}/merge?into={answered.id}").text
    assert "no address to write to" in text


def test_unmerging_puts_everything_back(
    made: Made, desk: PageClient, question: Question, root: Question
) -> None:
    press(question, "Rae")
    desk.send(f"{at(question)}/merge", "/merge", into=str(root.id))
    assert fresh(root).support_tally.count == 1
    page = desk.page(at(question))
    assert at(root) in page.links()
    assert desk.send(at(question), "/unmerge").location == at(question)
    assert (fresh(question).status, fresh(question).merged_into_id) == (Status.PENDING, None)
    assert fresh(root).support_tally.count == 0
    assert "Also asked by" not in desk.page(at(root)).text


def test_a_merge_is_undone_like_every_decision(desk: PageClient, question: Question, root: Question) -> None:
    desk.send(f"{at(question)}/merge", "/merge", into=str(root.id))
    desk.send(at(root), f"{at(question)}/undo")
    assert fresh(question).status is Status.PENDING
    assert actions(question) == ["submit", "merge", "undo"]


@pytest.mark.parametrize(
    ("into", "said"),
    [
        ("", "Choose the question that it is merged into."),
        ("none", "There is no question of this number on this panel."),
        ("99999", "There is no question of this number on this panel."),
        ("elsewhere", "There is no question of this number on this panel."),
        ("itself", "That is this question, or one that was merged into it."),
        ("rejected", "That question takes none in as it stands."),
    ],
)
def test_a_choice_that_can_not_be_comes_back_with_the_fault(
    made: Made, desk: PageClient, panel: Panel, mia: User, question: Question, into: str, said: str
) -> None:
    rejected = made.question(panel)
    made.do(deciding.send_back, rejected, mia, message="Which?")
    ids = {
        "elsewhere": made.question(made.panel("elsewhere")).id,
        "itself": question.id,
        "rejected": rejected.id,
    }
    form = desk.page(f"{at(question)}/merge").form("/merge")["fields"]
    answer = desk.post(f"{at(question)}/merge", data={**form, "into": str(ids.get(into, into))})
    assert answer.status_code == 422
    assert said in whole(answer.text).text
    assert fresh(question).status is Status.PENDING


def test_no_loop_is_made_through_a_member(
    desk: PageClient, made: Made, mia: User, question: Question, root: Question
) -> None:
    form = desk.page(f"{at(root)}/merge").form("/merge")["fields"]
    made.do(families.merge, question, mia, into=root)
    answer = desk.post(f"{at(root)}/merge", data={**form, "into": str(question.id)})
    assert answer.status_code == 422
    assert fresh(root).status is Status.PENDING


def test_a_stale_version_is_told_who_was_first_and_keeps_the_number(
    made: Made, desk: PageClient, question: Question, root: Question
) -> None:
    form = desk.page(f"{at(question)}/merge").form("/merge")["fields"]
    made.do(deciding.hold, question, made.moderator(name="Noor Haddad"), note="Ask.")
    answer = desk.post(f"{at(question)}/merge", data={**form, "into": str(root.id)})
    assert answer.status_code == 409
    text = whole(answer.text).text
    assert "Noor Haddad decided this first." in text
    assert "Merge into No." in text


def test_what_was_chosen_comes_back_with_a_failed_token(
    desk: PageClient, question: Question, root: Question
) -> None:
    answer = desk.send(
        f"{at(question)}/merge?into={root.id}", "/merge", status=422, into=str(root.id), csrf_token="stale"
    )
    form = filled(answer.text, "/merge")
    assert form["into"] == [str(root.id)]
    assert desk.post(f"{at(question)}/merge", data=form).status_code == 303


def test_one_that_can_not_be_merged_has_no_such_page(
    made: Made, desk: PageClient, panel: Panel, mia: User
) -> None:
    answered = made.published(panel, mia)
    answer = desk.get(f"{at(answered)}/merge")
    assert (answer.status_code, answer.location) == (303, at(answered))


def test_who_may_not_decide_here_is_turned_away(
    made: Made, sign_in: SignIn, question: Question, root: Question
) -> None:
    browser = sign_in(made.moderator(made.panel("elsewhere")))
    assert browser.get(f"{at(question)}/merge").status_code in (403, 404)


def test_a_script_is_told_in_json(desk: PageClient, question: Question, root: Question) -> None:
    form = desk.page(f"{at(question)}/merge").form("/merge")["fields"]
    script = {"Accept": "application/json"}
    answer = desk.post(f"{at(question)}/merge", data={**form, "into": "x"}, headers=script)
    assert (answer.status_code, list(answer.get_json()["errors"])) == (422, ["into"])
    answer = desk.post(f"{at(question)}/merge", data={**form, "into": str(root.id)}, headers=script)
    said = answer.get_json()
    assert (said["status"], said["next"]) == ("merged", at(root))
    assert said["undo"]["address"] == f"{at(question)}/undo"
