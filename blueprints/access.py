"""Who may pass: every route declares it, and an undeclared one stops the boot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, ParamSpec, TypeVar, overload

from flask import Flask, Response, abort, current_app, g, make_response, redirect, request, url_for
from flask_login import current_user
from werkzeug.exceptions import HTTPException

from domain import permissions
from domain.account import inviting
from domain.asker import passports
from domain.permissions import Actor, Permission
from models import ActorKind, Invitation, Passport, User

P = ParamSpec("P")
R = TypeVar("R")
View = Callable[P, Any]
CACHEABLE = frozenset({200, 301, 410})
CACHED = "public, max-age=1"
"""A shared cache may keep a public page for one second: what changes shows within two."""
PERSONAL = "private, no-store"
EXEMPT = frozenset({"static"})


@dataclass(frozen=True)
class Access:
    """What a route declared: ``kind`` is public, holder or requires."""

    kind: str
    cached: bool = False
    permission: Permission | None = None
    largest_body: int | None = None
    """The most bytes that may be sent to it, where they are more than to any other."""


class UndeclaredRoute(RuntimeError):
    """A route says nothing about who may pass."""


@overload
def public(view: View[P]) -> View[P]: ...


@overload
def public(*, cached: bool) -> Callable[[View[P]], View[P]]: ...


def public(view: View[P] | None = None, *, cached: bool = False) -> Any:
    """Anybody may pass. ``cached=True``: the page is impersonal and may enter a cache.

    Unless the view finds that what is asked for isn't public (``keep_private``).
    """

    def declare(view: View[P]) -> View[P]:
        @wraps(view)
        def pass_through(*args: P.args, **kwargs: P.kwargs) -> Response:
            g.impersonal = True
            response = _answered(lambda: view(*args, **kwargs))
            if cached and g.impersonal and response.status_code in CACHEABLE:
                response.headers["Cache-Control"] = CACHED
                response.add_etag()
                response.make_conditional(request)
            return response

        return _declared(pass_through, Access("public", cached=cached))

    return declare if view is None else declare(view)


def keep_private() -> None:
    """Let no cache keep the answer to this request, and no search engine find it."""
    g.impersonal = False


def holder(
    kind: type[Passport | Invitation], find: Callable[[str, bytes], Passport | None] | None = None
) -> Callable[[View[P]], View[P]]:
    """Whoever holds the link may pass; the view gets the row instead of the token.

    ``find`` looks the token up where it isn't the row's own one, as that of a confirmation.
    """

    def declare(view: View[P]) -> View[P]:
        @wraps(view)
        def pass_holder(*args: P.args, **kwargs: P.kwargs) -> Any:
            token = str(kwargs.pop("token"))
            link_key = current_app.config["FLOOR"].link_key
            found = find(token, link_key) if find else _opened(kind, token)
            if found is None:
                g.unknown = kind.__name__.lower()
                abort(404)
            g.token = token
            return view(found, *args, **kwargs)  # type: ignore[arg-type]

        return _declared(pass_holder, Access("holder"))

    return declare


def _opened(kind: type[Passport | Invitation], token: str) -> Passport | Invitation | None:
    link_key = current_app.config["FLOOR"].link_key
    if kind is Invitation:
        return inviting.find(token, link_key, g.now)
    return passports.find(token, link_key)


def requires(permission: Permission) -> Callable[[View[P]], View[P]]:
    """Only who holds ``permission`` on some panel may pass; which panel is the view's to ask."""

    def declare(view: View[P]) -> View[P]:
        @wraps(view)
        def pass_permitted(*args: P.args, **kwargs: P.kwargs) -> Any:
            if not current_user.is_authenticated:
                return _to_sign_in()
            if not permissions.may_somewhere(current_user.user, permission):
                abort(403)
            return view(*args, **kwargs)

        return _declared(pass_permitted, Access("requires", permission=permission))

    return declare


def takes(largest_body: int) -> Callable[[View[P]], View[P]]:
    """More may be sent to this route than to any other: it takes a file. Stands above who may pass."""

    def declare(view: View[P]) -> View[P]:
        access: Access = view.access  # type: ignore[attr-defined]
        return _declared(view, replace(access, largest_body=largest_body))

    return declare


def demand(permission: Permission, panel_id: int) -> None:
    """Answer 404 unless the signed-in user holds ``permission`` on this panel."""
    if not permissions.may(current_user.user, permission, panel_id):
        abort(404)


def reader() -> User | None:
    """Who reads, where they are signed in: for what is public to some. It asks for the session."""
    return current_user.user if current_user.is_authenticated else None


def signed_in_user() -> User:
    """The user behind a ``requires`` view."""
    user: User = current_user.user
    return user


def acting_user() -> Actor:
    """The signed-in user, as a verb's ``by``."""
    return _actor(ActorKind.USER, signed_in_user())


def acting_asker() -> Actor:
    """The asker, as a verb's ``by``."""
    return _actor(ActorKind.ASKER, None)


def declared(app: Flask, endpoint: str | None) -> Access | None:
    """What the route of ``endpoint`` declared."""
    view = app.view_functions.get(endpoint or "")
    access: Access | None = getattr(view, "access", None)
    return access


def largest_body(app: Flask) -> Callable[[dict[str, Any]], int | None]:
    """What tells, outside the application, how much the route of a request takes; None: as all do."""
    addresses = app.url_map.bind("")

    def of(environ: dict[str, Any]) -> int | None:
        try:
            endpoint, _values = addresses.match(environ["PATH_INFO"], environ["REQUEST_METHOD"])
        except HTTPException:
            return None
        access = declared(app, endpoint)
        return access.largest_body if access else None

    return of


def check_declarations(app: Flask) -> None:
    """Refuse to boot with a route that doesn't say who may pass.

    Raises:
        UndeclaredRoute: it names the route.
    """
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in EXEMPT and declared(app, rule.endpoint) is None:
            raise UndeclaredRoute(f"{rule.rule} ({rule.endpoint}) doesn't declare who may pass")


def _answered(view: Callable[[], Any]) -> Response:
    """What a view answers; also where it ends early with a whole page (``abort(response)``)."""
    try:
        return make_response(view())
    except HTTPException as ended:
        if ended.response is None:
            raise
        return make_response(ended.response)


def _actor(kind: ActorKind, user: User | None) -> Actor:
    return Actor(kind, current_app.config["FLOOR"].audit_key, user, g.request_id)


def _declared(view: View[P], access: Access) -> View[P]:
    view.access = access  # type: ignore[attr-defined]
    return view


def _to_sign_in() -> Any:
    if request.method != "GET":
        raise NotSignedIn
    return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")), 303)


class NotSignedIn(HTTPException):
    """A form was sent by somebody who isn't signed in (any more)."""

    code = 403
    description = "not-signed-in"
