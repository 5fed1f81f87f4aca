"""Requests that no browser sends, made by Hypothesis from those that a browser would send."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from urllib.parse import quote_plus, urlencode

from hypothesis import strategies as st

from tests.hostile.malformed import junk

URLENCODED = "application/x-www-form-urlencoded"
LONGEST_TOLD = 600
BOUNDARY = "----floor"
MULTIPART = (
    f"multipart/form-data; boundary={BOUNDARY}",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    f'multipart/form-data; boundary="{"x" * 300}"',
    f"multipart/mixed; boundary={BOUNDARY}",
)
ONE_IN_FOUR = st.sampled_from((False, False, False, True))
Fields = list[tuple[str, str]]


@dataclass(frozen=True)
class Wild:
    """One request, as bytes where a browser would be kind enough to send text."""

    method: str
    path: bytes
    query: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    length: str | None = None
    """What ``Content-Length`` says; None: the truth."""
    kind_stays: bool = False
    """Whether its ``Content-Type`` is all that spoils it: another one could mend it."""

    def with_header(self, name: str, value: str) -> Wild:
        """With one header more, in place of another of its name."""
        kept = tuple(pair for pair in self.headers if pair[0].lower() != name.lower())
        return replace(self, headers=(*kept, (name, value)))

    def __repr__(self) -> str:
        """The beginning of everything: some are very long."""
        parts = (self.method, self.path, self.query, self.headers, self.body, self.length)
        return "Wild(" + ", ".join(repr(part)[:LONGEST_TOLD] for part in parts) + ")"

    def __str__(self) -> str:
        """As a report calls it: short."""
        body = f", a body of {len(self.body)} bytes" if self.body is not None else ""
        return f"{self.method[:12]} {(self.path + b'?' + self.query)[:120]!r}{body}"


@dataclass(frozen=True)
class Sound:
    """A request that a browser would send: where the wild ones begin."""

    method: str
    address: str
    cookie: str = ""
    fields: Fields = field(default_factory=list)
    token: str = ""


@st.composite
def wild(draw: st.DrawFn, sound: list[Sound]) -> Wild:
    """A sound request with one to four things wrong with it.

    None of them may be kept: a form has its token only where something else is sure to spoil it.
    """
    method = draw(st.sampled_from(("GET", "POST")))
    base = draw(st.sampled_from([each for each in sound if each.method == method]))
    path, _, query = base.address.partition("?")
    made = Wild(base.method, path.encode(), query.encode())
    if base.cookie:
        made = made.with_header("Cookie", base.cookie)
    if base.method == "POST":
        made = _posted(draw, made, base)
    for spoil in draw(st.lists(st.sampled_from(SPOILS), min_size=base.method != "POST", max_size=3)):
        made = spoil(draw, made)
    return made


def _posted(draw: st.DrawFn, made: Wild, base: Sound) -> Wild:
    """With a body: a form without its token, or a whole form that is sure to be refused."""
    fields = list(base.fields)
    if draw(st.booleans()):
        return draw(st.sampled_from(FORMS))(draw, made, [*fields, ("csrf_token", draw(junk.TEXT))])
    return draw(st.sampled_from(SPOILT_FORMS))(draw, made, [*fields, ("csrf_token", base.token)])


def _encoded(made: Wild, body: bytes, kind: str = URLENCODED) -> Wild:
    return replace(made.with_header("Content-Type", kind), body=body)


def _quoted(fields: list[tuple[str, bytes]]) -> bytes:
    return b"&".join(quote_plus(name).encode() + b"=" + quote_plus(value).encode() for name, value in fields)


def _form(draw: st.DrawFn, made: Wild, fields: Fields) -> Wild:
    """Some fields doubled, some left out, some with something absurd in them, some huge."""
    sent = []
    for name, value in fields:
        sent += [(name, draw(junk.VALUE) if draw(ONE_IN_FOUR) else value)] * draw(
            st.sampled_from((1, 1, 1, 0, 2, 9))
        )
    sent += draw(st.lists(st.tuples(junk.TEXT, junk.VALUE), max_size=3))
    return _encoded(made, urlencode(sent, encoding="utf-8", errors="surrogatepass").encode())


def _multipart(draw: st.DrawFn, made: Wild, fields: Fields) -> Wild:
    """A form of several parts with something wrong about its boundaries, names or headers."""
    lines = []
    for name, value in fields:
        told = draw(
            st.sampled_from((f'form-data; name="{name}"', f"form-data; name={name}", "form-data", name))
        )
        more = draw(
            st.sampled_from(("", '; filename="a.png"', '; filename="../../etc/passwd"', "; filename*=x"))
        )
        text = draw(st.one_of(st.just(value), junk.VALUE))
        lines.append(f"--{BOUNDARY}\r\nContent-Disposition: {told}{more}\r\n\r\n{text}\r\n")
    whole = ("".join(lines) + f"--{BOUNDARY}--\r\n").encode("utf-8", "surrogatepass")
    cut = draw(st.integers(0, len(whole)))
    kind = draw(st.sampled_from(MULTIPART))
    return _encoded(made, whole[:cut], kind)


def _anything(draw: st.DrawFn, made: Wild, fields: Fields) -> Wild:
    """Bytes, of a kind that fits them or doesn't."""
    return _encoded(made, draw(junk.BYTES), draw(junk.CONTENT_TYPE))


def _many_fields(draw: st.DrawFn, made: Wild, fields: Fields) -> Wild:
    """More fields than anybody has."""
    name = draw(st.sampled_from([name for name, _ in fields]))
    return _encoded(made, b"&".join([f"{name}=1".encode()] * draw(st.sampled_from((300, 5_000, 60_000)))))


def _unkeepable(draw: st.DrawFn, made: Wild, fields: Fields) -> Wild:
    """A whole form, one value of which no database keeps."""
    place = draw(st.integers(0, len(fields) - 1))
    bad = draw(
        st.sampled_from((b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\xc0\x80", b"a\0b", b"\xf4\x90\x80\x80"))
    )
    sent = [(name, value.encode()) for name, value in fields]
    name, value = sent[place]
    sent[place] = (name, value + bad)
    return _encoded(made, _quoted(sent))


def _too_large(draw: st.DrawFn, made: Wild, fields: Fields) -> Wild:
    """A whole form that is larger than any may be, with a NUL where more is taken."""
    return _encoded(made, _quoted([(n, v.encode()) for n, v in fields]) + b"&x=%00" + b"x" * 300_000)


def _cut_off(draw: st.DrawFn, made: Wild, fields: Fields) -> Wild:
    """A whole form that ends before its token does."""
    whole = _quoted([(name, value.encode()) for name, value in fields])
    cut = draw(st.integers(1, 40))
    length = draw(st.sampled_from((None, str(len(whole)), str(len(whole) * 9))))
    return replace(_encoded(made, whole[:-cut]), length=length)


def _of_another_kind(draw: st.DrawFn, made: Wild, fields: Fields) -> Wild:
    """A whole form that says it is something else."""
    body = _quoted([(name, value.encode()) for name, value in fields])
    kind = draw(st.sampled_from(("application/json", "text/plain", "image/png", "x", "*/*")))
    return replace(_encoded(made, body, kind), kind_stays=True)


def _header(draw: st.DrawFn, made: Wild) -> Wild:
    name, values = draw(st.sampled_from(junk.HEADERS))
    if made.kind_stays and name == "Content-Type":
        return made
    return made.with_header(name, draw(values))


def _cookie(draw: st.DrawFn, made: Wild) -> Wild:
    given = dict(made.headers).get("Cookie", "floor=.x")
    spoilt = st.sampled_from(
        (given[:-3], given + "x", given[::-1], f"{given}; {given}", given.replace(".", ".."))
    )
    return made.with_header("Cookie", draw(st.one_of(spoilt, junk.COOKIE)))


def _path(draw: st.DrawFn, made: Wild) -> Wild:
    parts = made.path.split(b"/")
    place = draw(st.integers(0, len(parts) - 1))
    parts[place] = draw(junk.PART)
    return replace(made, path=b"/" + b"/".join(parts).lstrip(b"/"))


def _query(draw: st.DrawFn, made: Wild) -> Wild:
    if draw(st.booleans()):
        return replace(made, query=draw(junk.BYTES))
    pairs = draw(st.lists(st.tuples(st.sampled_from(junk.QUERIES), junk.VALUE), min_size=1, max_size=4))
    query = urlencode(pairs, encoding="utf-8", errors="surrogatepass").encode()
    return replace(made, query=made.query + b"&" + query if made.query else query)


def _method(draw: st.DrawFn, made: Wild) -> Wild:
    return replace(made, method=draw(st.sampled_from(junk.METHODS)))


def _length(draw: st.DrawFn, made: Wild) -> Wild:
    return replace(made, length=draw(st.sampled_from(junk.LENGTHS)), body=made.body or b"")


SPOILS: list[Callable[[st.DrawFn, Wild], Wild]] = [_header, _cookie, _path, _query, _query, _method, _length]
FORMS = [_form, _form, _multipart, _anything, _many_fields]
SPOILT_FORMS = [_unkeepable, _too_large, _cut_off, _of_another_kind]
