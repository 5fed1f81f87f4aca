"""What two spellings of a word have in common: case, accents, widths and letter forms taken off. Pure."""

from __future__ import annotations

import unicodedata

import regex

UNSEEN = regex.compile(r"[\p{Cf}\p{Default_Ignorable_Code_Point}\u0640]+")
"""Joiners, soft hyphens, direction marks; the line that stretches an Arabic word."""

DIGIT = regex.compile(r"(?V1)[\p{Nd}--[0-9]]")
KEPT = frozenset("\u3099\u309a\u0e38\u0e39\u0eb8\u0eb9")
"""Marks that make another letter: of kana (without them a bus is a leaf), the low vowels of Thai and Lao."""

LETTERS = str.maketrans(
    {
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ے": "ي",
        "ة": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "ۀ": "ه",
        "ک": "ك",
        "ڪ": "ك",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "þ": "th",
        "ħ": "h",
        "ı": "i",
        "ŋ": "n",
    }
)
"""Forms of one Arabic letter, and Latin letters that many a keyboard lacks."""


def fold(text: str) -> str:
    """``text`` in the one form in which texts are compared; folding it again changes nothing.

    Compatibility forms are resolved, case and combining marks go, Arabic letter forms become one, all
    digits European. Vowel signs that are no accents stay (Hindi, Thai), and so do the voiced kana.
    """
    if text.isascii():
        return text.lower()
    once = _without_marks(unicodedata.normalize("NFKD", UNSEEN.sub("", text))).casefold()
    again = _without_marks(UNSEEN.sub("", unicodedata.normalize("NFKD", once))).translate(LETTERS)
    return unicodedata.normalize("NFC", DIGIT.sub(_european, again))


def _without_marks(text: str) -> str:
    return "".join(c for c in text if not unicodedata.combining(c) or c in KEPT)


def _european(digit: regex.Match[str]) -> str:
    return str(unicodedata.decimal(digit[0], digit[0]))
