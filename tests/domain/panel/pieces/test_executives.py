"""Who may be asked: adding, changing, ordering, standing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from domain.panel import executives, loading, pictures
from domain.panel.executives import Particulars
from domain.permissions import Actor
from domain.question import asking
from domain.refusals import BadField, Exists, NotAllowed, NotAvailable, Stale
from extensions import clock, db
from models import Executive, Panel, Purpose, Role, Standing
from tests.domain.panel.pieces.record import is_whole, told
from tests.made import Made


def add(panel: Panel, by: Actor, name: str = "Cleo Dunn", **more: Any) -> Executive:
    added = executives.add(panel, Particulars(name, **more), by=by, at=clock.now())
    db.session.commit()
    return added


def edit(executive: Executive, by: Actor, seen: int | None = None, **more: Any) -> Executive:
    changed = {"name": executive.name, **more}
    version = loading.newest_event(executive.panel) if seen is None else seen
    executives.edit(executive, Particulars(**changed), seen=version, by=by, at=clock.now())
    db.session.commit()
    return executive


def test_somebody_new_sits_at_the_end_of_the_row(made: Made, panel: Panel, by: Actor) -> None:
    added = add(panel, by, " Cleo \n Dunn ", title="Chair", organisation="Brook & Cole")
    db.session.expire_all()
    assert [e.name for e in panel.executives] == ["Ada Brook", "Ben Cole", "Cleo Dunn"]
    assert (added.title, added.organisation, added.standing) == ("Chair", "Brook & Cole", Standing.ANSWERING)
    assert told(panel) == [("executive-add", {"executive": added.id, "standing": "answering"})]
    assert is_whole(panel, made.seal)


def test_nobody_is_seated_twice_or_without_a_name(panel: Panel, by: Actor) -> None:
    with pytest.raises(Exists):
        executives.add(panel, Particulars("Ada  Brook"), by=by, at=clock.now())
    with pytest.raises(BadField):
        executives.add(panel, Particulars("  "), by=by, at=clock.now())
    with pytest.raises(Exists):
        executives.edit(panel.executives[0], Particulars("Ben Cole"), seen=99, by=by, at=clock.now())


def test_the_record_says_what_was_changed_and_no_name(panel: Panel, by: Actor) -> None:
    ada = edit(panel.executives[0], by, name="Ada Lake", title="Chief executive")
    assert told(panel) == [
        (
            "executive-edit",
            {"executive": ada.id, "changed": ["name", "title"], "standing": "answering"},
        )
    ]


def test_who_takes_no_part_has_a_reason_and_is_not_asked(made: Made, panel: Panel, by: Actor) -> None:
    ada, ben = panel.executives
    with pytest.raises(BadField) as refused:
        edit(ada, by, standing=Standing.NOT_TAKING_PART, standing_reason="  ")
    assert (refused.value.field, refused.value.code) == ("standing_reason", "missing")
    db.session.rollback()
    edit(ada, by, standing=Standing.NOT_TAKING_PART, standing_reason="At sea until May.")
    assert ada.standing_reason == "At sea until May."
    with pytest.raises(BadField):
        asking.executives_named(panel, (ada.id,))
    assert asking.executives_named(panel, (ben.id,)) == [ben]
    edit(ada, by, standing=Standing.ANSWERING, standing_reason="left over")
    assert ada.standing_reason == ""


def test_who_left_did_so_on_a_day_that_has_come(panel: Panel, by: Actor) -> None:
    ada = panel.executives[0]
    day = clock.now() - timedelta(days=30)
    edit(ada, by, standing=Standing.LEFT, left_at=day)
    assert ada.left_at == day
    edit(ada, by, standing=Standing.LEFT)
    assert ada.left_at == day
    with pytest.raises(BadField) as refused:
        edit(ada, by, standing=Standing.LEFT, left_at=clock.now() + timedelta(days=1))
    assert refused.value.code == "still-to-come"
    db.session.rollback()
    edit(ada, by)
    assert ada.left_at is None
    edit(ada, by, standing=Standing.LEFT)
    assert ada.left_at is not None


def test_answers_of_somebody_who_left_stay(made: Made, panel: Panel, by: Actor) -> None:
    question = made.published(panel, made.moderator(), by_executive=panel.executives[0])
    edit(panel.executives[0], by, standing=Standing.LEFT)
    db.session.expire_all()
    assert question.answers[0].executive.name == "Ada Brook"


def test_neighbours_change_places_and_the_ends_stay(panel: Panel, by: Actor) -> None:
    add(panel, by)
    executives.move(panel.executives[2], up=True, by=by, at=clock.now())
    db.session.commit()
    db.session.expire_all()
    assert [e.name for e in panel.executives] == ["Ada Brook", "Cleo Dunn", "Ben Cole"]
    assert told(panel)[-1] == ("executive-move", {"executive": panel.executives[1].id, "position": 1})
    with pytest.raises(NotAvailable):
        executives.move(panel.executives[0], up=True, by=by, at=clock.now())


def test_the_second_of_two_who_change_somebody_is_told(panel: Panel, by: Actor) -> None:
    ada, ben = panel.executives
    seen = loading.newest_event(panel)
    edit(ada, by, seen, title="First")
    with pytest.raises(Stale):
        edit(ada, by, seen, title="Second")
    db.session.rollback()
    edit(ben, by, seen, title="Another person")  # what happened to Ada is nothing to Ben
    assert (ada.title, ben.title) == ("First", "Another person")


def test_nobody_from_elsewhere_changes_anything(panel: Panel, stranger: Actor) -> None:
    ada, now = panel.executives[0], clock.now()
    for attempt in (
        lambda: executives.add(panel, Particulars("Cleo Dunn"), by=stranger, at=now),
        lambda: executives.edit(ada, Particulars("Cleo Dunn"), seen=0, by=stranger, at=now),
        lambda: executives.move(ada, up=False, by=stranger, at=now),
        lambda: pictures.remove_portrait(ada, by=stranger, at=now),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert told(panel) == []


def test_their_work_is_who_writes_for_them_and_what_waits(made: Made, panel: Panel, by: Actor) -> None:
    ada, ben = panel.executives
    made.user(Role.EXECUTIVE, delegate_of=ada, name="Petra Brandt")
    made.question(panel, executives=[ada])
    made.approved(panel, made.moderator(), executives=[ada, ben])
    made.published(panel, made.moderator(), executives=[ada])
    made.question(panel)
    found = executives.work(panel)
    assert (list(found[ada.id].delegates), found[ada.id].waiting) == (["Petra Brandt"], 2)
    assert (list(found[ben.id].delegates), found[ben.id].waiting) == ([], 1)


def test_a_portrait_comes_with_a_change_and_goes_again(panel: Panel, by: Actor) -> None:
    ada, now = panel.executives[0], clock.now()
    image = pictures.keep("a" * 64, Purpose.PORTRAIT, width=528, height=607, at=now)
    assert pictures.keep("a" * 64, Purpose.PORTRAIT, width=528, height=607, at=now) == image
    executives.edit(ada, Particulars("Ada Brook"), seen=0, by=by, at=now, portrait=image)
    db.session.commit()
    assert ada.portrait == image
    assert told(panel)[-1][1]["changed"] == ["portrait"]
    pictures.remove_portrait(ada, by=by, at=now)
    db.session.commit()
    assert ada.portrait is None
    with pytest.raises(NotAvailable):
        pictures.remove_portrait(ada, by=by, at=now)


def test_a_banner_hangs_until_it_is_taken_down(panel: Panel, by: Actor) -> None:
    now = clock.now()
    with pytest.raises(NotAvailable):
        pictures.set_banner(panel, None, "A ship", seen=0, by=by, at=now)
    image = pictures.keep("b" * 64, Purpose.BANNER, width=1280, height=720, at=now)
    pictures.set_banner(panel, image, " A ship ", seen=0, by=by, at=now)
    db.session.commit()
    assert (panel.banner, panel.banner_alt) == (image, "A ship")
    version = panel.version
    with pytest.raises(Stale):
        pictures.set_banner(panel, None, "A train", seen=0, by=by, at=now)
    pictures.remove_banner(panel, by=by, at=now)
    db.session.commit()
    assert (panel.banner, panel.banner_alt, panel.version) == (None, "", version)
    assert [action for action, _ in told(panel)] == ["banner-set", "banner-remove"]
