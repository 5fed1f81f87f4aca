"""Who works here: the list, and one of them."""

from __future__ import annotations

from flask import abort, render_template, request, url_for

from blueprints import paging
from blueprints.access import requires
from blueprints.managing import bp
from blueprints.managing.staff import shown
from blueprints.staff import account
from domain.account import lists
from domain.permissions import Permission
from models import User

LONGEST_SEARCH = 200


@bp.get("/staff")
@requires(Permission.READ_STAFF)
def staff_list() -> str:
    """Everybody who has an account, by name."""
    words = " ".join(request.args.get("q", "").split())[:LONGEST_SEARCH]
    after = paging.whole_number(request.args.get("after"))
    if request.args.get("after") and after is None:
        abort(400, "after")
    page = lists.staff(words=words, after=after)
    more = page.next_after
    return render_template(
        "managing/staff/list.html",
        account=account(),
        members=shown.members(page.rows),
        total=lists.count(words),
        words=words,
        manages=shown.may_manage(),
        more_url=url_for("managing.staff_list", q=words or None, after=more) if more else None,
        first_url=url_for("managing.staff_list", q=words or None) if after is not None else None,
    )


@bp.get("/staff/<id:user_id>")
@requires(Permission.READ_STAFF)
def member(user_id: int) -> str:
    """One account: its roles, its sign-ins, its invitation."""
    return render_template("managing/staff/member.html", **shown.person(found(user_id)))


def found(user_id: int) -> User:
    """The account of an address, else a 404."""
    user = lists.member(user_id)
    if user is None:
        abort(404)
    return user
