"""What stands in requests that nobody should send."""

from __future__ import annotations

from hypothesis import strategies as st

BIGGEST = 2**63 - 1
ABSURD = (
    "",
    " ",
    "0",
    "-1",
    "1.5",
    "1e400",
    "NaN",
    "٣",
    "²",
    "१२",
    "0x10",
    "+1",
    " 1",
    "1 ",
    "1_000",
    str(BIGGEST),
    str(BIGGEST + 1),
    "9" * 19,
    "9" * 400,
    "null",
    "undefined",
    "[]",
    "{}",
    "../../etc/passwd",
    "..%2f..%2f",
    "//other.example/",
    "https://other.example/",
    "/\\other.example",
    "javascript:alert(1)",
    "' OR 1=1 --",
    '"; DROP TABLE questions; --',
    "{{7*7}}",
    "${7*7}",
    "%s%n%d",
    "%",
    "%zz",
    "\0",
    "a\0b",
    "\r\nSet-Cookie: a=b",
    "\ud800",
    "\udfff\ud800",
    "\ufeff",
    "\u202e",
    "e\u0301" * 40,
    "👩‍👩‍👧‍👦" * 40,
    "<script>alert(1)</script>",
    "2026-02-30T25:61",
    "0000-00-00T00:00",
    "9999-12-31T23:59",
    "20260101T000000.000000Z-1",
    "20260101T000000.000000Z-99999999999999999999",
    "20269999T999999.000000Z-1",
    "00010101T000000.000000Z-1",
    "99991231T235959.999999Z-1",
    "20260101T000000.000000Z-",
    "-",
)
SIZES = (300, 2_000, 10_000, 60_000, 120_000)
HUGE = st.builds(
    lambda piece, size: piece * (size // len(piece)),
    st.sampled_from(("a", "\n", "é", " x", "𝄞")),
    st.sampled_from(SIZES),
)
TEXT = st.one_of(st.sampled_from(ABSURD), st.text(st.characters(codec=None), max_size=12))
VALUE = st.one_of(TEXT, TEXT, TEXT, TEXT, TEXT, HUGE)
BYTES = st.one_of(
    st.binary(max_size=60),
    st.sampled_from(
        (
            b"",
            b"&&&===",
            b"=",
            b"%",
            b"%00",
            b"%ff=%ff",
            b"a=%ed%a0%80",
            b"text=\xff\xfe",
            b"[" * 50_000,
            b'{"text": "Why?"}',
            b"\x1f\x8b\x08\x00",
            b"\x89PNG\r\n\x1a\n",
            b"a[b][c]=1&a[]=2",
            b"x=" + b"y" * 200_000,
            b"\r\n\r\n",
        )
    ),
)
PART = st.one_of(
    TEXT.map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.binary(min_size=1, max_size=12),
    st.sampled_from(
        (b"..", b".", b";", b"a" * 3_000, b"\xc3\x28", b"%2e%2e", b"1-" + b"b" * 3_000, b"1-\xff")
    ),
)
CONTENT_TYPE = st.sampled_from(
    (
        "",
        "application/x-www-form-urlencoded; charset=utf-16",
        "application/x-www-form-urlencoded; charset=nonsense",
        "APPLICATION/X-WWW-FORM-URLENCODED",
        "application/json",
        "multipart/form-data; boundary=x; boundary=y",
        "multipart/form-data; boundary=\xff",
        "multipart/form-data",
        "text/plain;" * 100,
        "/",
        ";",
    )
)
LATIN = st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\0"), max_size=40)
COOKIE = st.one_of(
    LATIN,
    st.sampled_from(
        (
            "floor=",
            "floor=.",
            "floor=eyJ4IjoxfQ.x.y",
            "floor=" + "a" * 8_000,
            "floor=\xff\xfe",
            'floor="\\000"',
            "; ".join(f"c{number}=1" for number in range(400)),
            "floor; floor; =; ;;;",
            "floor=.eJwrzy_KTlGyUkrLz1eqBQAd-gUX.aaaaaa.bbbbbb",
        )
    ),
)
HEADERS: tuple[tuple[str, st.SearchStrategy[str]], ...] = (
    (
        "Host",
        st.sampled_from(
            (
                "",
                "other.example",
                "localhost:99999",
                "localhost:x",
                "[::1",
                "a" * 300,
                "\xff",
                "localhost,other",
            )
        ),
    ),
    ("Cookie", COOKIE),
    ("Content-Type", CONTENT_TYPE),
    ("Accept-Language", st.one_of(LATIN, st.sampled_from(("*;q=x", "en;q=9e999", ",,,,", "xx-" * 500)))),
    ("Accept", st.one_of(LATIN, st.sampled_from(("*/*;q=nan", "text/html;level=" + "9" * 500)))),
    ("If-None-Match", st.one_of(LATIN, st.sampled_from(('W/"', "*", '"' * 200)))),
    ("If-Modified-Since", st.one_of(LATIN, st.sampled_from(("Mon, 99 Foo 99999 99:99:99 GMT", "0")))),
    ("Range", st.sampled_from(("bytes=-1", "bytes=9999999999-", "bytes=0-0," * 500, "lines=1-2"))),
    ("Referer", st.one_of(LATIN, st.sampled_from(("http://[", "https://other.example/", "//")))),
    ("Origin", st.sampled_from(("null", "https://other.example", "\xff"))),
    ("User-Agent", st.one_of(LATIN, st.just("x" * 20_000))),
    (
        "Authorization",
        st.sampled_from(("Basic", "Basic \xff", "Basic " + "=" * 999, "Bearer", "Digest username=")),
    ),
    ("X-Forwarded-For", st.sampled_from(("1.2.3.4", "unknown", ",,,", "\xff"))),
    ("X-Forwarded-Host", st.just("other.example")),
    ("X-Forwarded-Proto", st.sampled_from(("https", "gopher"))),
    ("X-Http-Method-Override", st.just("DELETE")),
    ("Transfer-Encoding", st.sampled_from(("chunked", "gzip, chunked", "x"))),
    ("Content-Encoding", st.sampled_from(("gzip", "br", "x"))),
    ("Expect", st.just("100-continue")),
    ("Upgrade", st.just("websocket")),
)
METHODS = (
    "GET",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "HEAD",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "PROPFIND",
    "get",
    "X" * 200,
)
LENGTHS = ("0", "1", "-1", "abc", "1e3", "999999999999", "٣", "0x10", "", " 5", "+5")
QUERIES = (
    "after",
    "panel",
    "status",
    "executive",
    "topic",
    "question",
    "sort",
    "lang",
    "version",
    "page",
    "q",
    "next",
    "open",
    "skip",
    "mine",
    "age",
    "text",
    "user",
)
