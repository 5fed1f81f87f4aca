"""Text as readers see it: tidying, counting, folding. Pure."""

from __future__ import annotations

import unicodedata

import regex

GRAPHEME = regex.compile(r"\X")
NOT_SLUG = regex.compile(r"[^a-z0-9]+")
LETTER = regex.compile(r"\p{L}")
UNPAIRED = regex.compile(r"[\ud800-\udfff]")
SLUG_LONGEST = 60

SCRIPT_OF_ONE_LANGUAGE = (
    ("ja", regex.compile(r"[\p{Hiragana}\p{Katakana}]")),
    ("ko", regex.compile(r"\p{Hangul}")),
    ("th", regex.compile(r"\p{Thai}")),
    ("he", regex.compile(r"\p{Hebrew}")),
    ("el", regex.compile(r"\p{Greek}")),
    ("hy", regex.compile(r"\p{Armenian}")),
    ("ka", regex.compile(r"\p{Georgian}")),
)
ARABIC = regex.compile(r"\p{Arabic}")
NOT_ARABIC_LANGUAGE = regex.compile(r"(?V1)[\p{Arabic}--[\u0621-\u064a\u0671]]")
"""Letters that other languages added to the Arabic ones."""

CYRILLIC = regex.compile(r"\p{Cyrillic}")
CYRILLIC_OF_ONE_LANGUAGE = (
    ("uk", regex.compile(r"[їєґЇЄҐ]"), regex.compile(r"(?V1)[\p{Cyrillic}--[а-щьюяіїєґА-ЩЬЮЯІЇЄҐ]]")),
    ("ru", regex.compile(r"[ыэЫЭ]"), regex.compile(r"(?V1)[\p{Cyrillic}--[а-яёА-ЯЁ]]")),
)
"""Code, letters that prove it, letters that rule it out."""

HAN = regex.compile(r"\p{Han}")
FEWEST_HAN = 6
"""A Japanese sentence without one kana is shorter than this."""


def tidy(text: str) -> str:
    """Line ends as LF, outer white space off: how a text is counted, kept and compared."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def graphemes(text: str) -> int:
    """How many characters a reader counts: extended grapheme clusters (UAX #29)."""
    return len(text) if text.isascii() else sum(1 for _ in GRAPHEME.finditer(text))


def unusable(text: str) -> bool:
    """Whether ``text`` has a NUL or a lone surrogate, which no database keeps."""
    return "\0" in text or UNPAIRED.search(text) is not None


def slug(text: str, empty: str = "q") -> str:
    """``text`` in lower-case ASCII words joined by hyphens, 60 characters at most.

    Where nothing is left (Arabic, Japanese), ``empty``.
    """
    decomposed = unicodedata.normalize("NFKD", text[:400]).encode("ascii", "ignore").decode().lower()
    words = NOT_SLUG.sub("-", decomposed).strip("-")
    if len(words) > SLUG_LONGEST:
        words = words[: SLUG_LONGEST + 1].rpartition("-")[0] or words[:SLUG_LONGEST]
    return words.strip("-") or empty


def told_by_script(text: str) -> str | None:
    """The language that the script of ``text`` proves, or None where several are written in it."""
    letters = "".join(LETTER.findall(text))
    if not letters:
        return None
    if len(ARABIC.findall(letters)) * 2 > len(letters):
        return None if NOT_ARABIC_LANGUAGE.search(letters) else "ar"
    for code, script in SCRIPT_OF_ONE_LANGUAGE:
        if code == "ja":
            if script.search(letters) and _mostly(letters, script, HAN):
                return "ja"
        elif _mostly(letters, script):
            return code
    if _mostly(letters, CYRILLIC):
        return _told_by_cyrillic(letters)
    if len(HAN.findall(letters)) >= FEWEST_HAN and _mostly(letters, HAN):
        return "zh"
    return None


def _told_by_cyrillic(letters: str) -> str | None:
    for code, proof, foreign in CYRILLIC_OF_ONE_LANGUAGE:
        if proof.search(letters) and not foreign.search(letters):
            return code
    return None


def _mostly(letters: str, *scripts: regex.Pattern[str]) -> bool:
    return sum(len(script.findall(letters)) for script in scripts) * 2 > len(letters)


def excerpt(text: str, longest: int) -> str:
    """The beginning of ``text``, cut between words, with an ellipsis where it was cut.

    ``longest`` is in characters.
    """
    flat = " ".join(text.split())
    if len(flat) <= longest:
        return flat
    cut = flat[: longest + 1].rpartition(" ")[0]
    return (cut or flat[:longest]).rstrip(" ,;:.-–") + "…"
