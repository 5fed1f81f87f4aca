"""Sentences for what is refused of the desk's decisions, by field and code."""

from __future__ import annotations

from flask_babel import lazy_gettext

SENTENCES: dict[tuple[str, str], str] = {
    ("executives", "not-on-this-panel"): lazy_gettext(
        "One of them does not answer on this panel. Choose among those listed."
    ),
    ("action", "not-an-answer"): lazy_gettext("Choose what you would have decided."),
    ("otherwise", "missing"): lazy_gettext("Write why you see it differently."),
    ("reason", "missing"): lazy_gettext("Choose a reason. The asker reads its text."),
    ("reason", "panel-not-written"): lazy_gettext("Write the reason. Readers see it in place of the panel."),
    ("until", "has-passed"): lazy_gettext("This time has passed. Choose a later one, or leave it empty."),
    ("until", "after-closing"): lazy_gettext(
        "The panel closes before that. Choose an earlier time, or leave it empty."
    ),
    ("reason", "not-written"): lazy_gettext("Write the reason. Readers see it in place of the question."),
    ("template_text", "missing"): lazy_gettext("Write the text that a message or explanation begins with."),
    ("template_text", "same-as-before"): lazy_gettext(
        "Nothing is changed yet. Change something, or leave the template as it is."
    ),
    ("kind", "missing"): lazy_gettext("Choose what it is for."),
    ("message", "missing"): lazy_gettext("Write to the asker what should be different."),
    ("note", "missing"): lazy_gettext("Write the note here."),
    ("wording", "no-such-wording"): lazy_gettext("There is no such wording. Choose one that is shown."),
    ("answers", "not-among-them"): lazy_gettext("Choose among the answers that are listed."),
    ("until", "not-a-time"): lazy_gettext("Write the time as 2026-11-30T18:00."),
    ("at", "not-a-time"): lazy_gettext("Write the time as 2026-11-30T18:00."),
    ("until", "ambiguous-time"): lazy_gettext("The clocks show this time twice. Choose another."),
    ("until", "time-that-does-not-exist"): lazy_gettext(
        "The clocks skip this time that night. Choose another."
    ),
    ("at", "ambiguous-time"): lazy_gettext("The clocks show this time twice. Choose another."),
    ("at", "time-that-does-not-exist"): lazy_gettext("The clocks skip this time that night. Choose another."),
    ("panel", "not-among-them"): lazy_gettext("Choose one of the panels that are listed."),
    ("panel", "same-panel"): lazy_gettext("It is on this panel already. Choose another."),
    ("into", "missing"): lazy_gettext("Choose the question that it is merged into."),
    ("into", "no-such-question"): lazy_gettext("There is no question of this number on this panel."),
    ("into", "itself"): lazy_gettext(
        "That is this question, or one that was merged into it. Choose another."
    ),
    ("into", "cannot-take-it"): lazy_gettext(
        "That question takes none in as it stands. Choose one that is pending, held, approved or published."
    ),
    ("texts", "too-few"): lazy_gettext("Write two questions at least: the first stays this one."),
    ("texts", "too-many"): lazy_gettext("20 at most can be made of one. Take some out."),
    ("panel", "archived"): lazy_gettext("That panel is archived. Choose another."),
    ("text", "sent-before"): lazy_gettext(
        "This form was sent before, with other words in it. Send it again to enter this as well."
    ),
    ("asked_via", "missing"): lazy_gettext("Say how the question came."),
    ("asked_at", "not-a-time"): lazy_gettext("Write the time as 2026-11-30T18:00."),
    ("asked_at", "ambiguous-time"): lazy_gettext("The clocks showed this time twice. Choose another."),
    ("asked_at", "time-that-does-not-exist"): lazy_gettext(
        "The clocks skipped this time that night. Choose another."
    ),
    ("asked_at", "yet-to-come"): lazy_gettext("This time is yet to come. Write when the question came."),
    ("name", "nobody-asked"): lazy_gettext(
        "A question of the moderators’ own has no asker. Leave the name empty, or say how the question came."
    ),
    ("email", "nobody-asked"): lazy_gettext(
        "A question of the moderators’ own has no asker. "
        "Leave the address empty, or say how the question came."
    ),
    ("title", "view-taken"): lazy_gettext("A view of this name is there already. Give this one another."),
    ("title", "too-many-views"): lazy_gettext("There are 30 views, and no more can be kept. Remove one."),
    ("version", "missing"): lazy_gettext(
        "The form was not complete. Send it again; what you typed is still here."
    ),
}
