"""Shouted words are lowered; abbreviations and a single word in capitals stay. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import regex

WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*")
CAPITAL = regex.compile(r"(?V1)[\p{Lu}&&[\p{Latin}\p{Greek}\p{Cyrillic}\p{Armenian}]]")
SMALL = regex.compile(r"[\p{Ll}\p{Lt}]")
LETTER = regex.compile(r"\p{L}")
DIGIT = regex.compile(r"\p{N}")
SENTENCE_ENDS = regex.compile(r"[.!?…:;。！？؟]|\n")
VOWEL = regex.compile(r"[AEIOUYÀ-ÆÈ-ÏÒ-ÖØ-ÝĀĒĘĚĪŌŒŪŮŸÆÅÄÖΑΕΗΙΟΥΩΆΈΉΊΌΎΏАЕЁИОУЫЭЮЯІЇЄԱԵԷԸԻՈՕ]")
ABBREVIATION_LONGEST = 5
FEWEST_SHORT = 4
"""So many words of five letters or fewer, one after the other, are shouted too: WHY DO YOU LIE."""

WITH_VOWELS = """
AG AI AGM CEO CFO COO CTO CV DIY EEA EFTA EU EUR FAQ GBP GDP GDPR GMO IMO IPO IRA ISO LLC LTD
NATO NGO OECD OPEC PLC PIN QA SA SE SEK SIM UAE UFO UK UN UNESCO USA USD VAT WHO WIFI
"""
ABBREVIATIONS = frozenset(WITH_VOWELS.split())
"""With vowels, and yet no words. WHO is both; among shouted words it is the word."""

DOTLESS = frozenset({"tr", "az"})


def lowered(text: str, lang: str) -> str:
    """``text`` with its shouted runs in sentence case.

    A run is two words in capitals or more, one of them longer than an abbreviation, or four short ones.
    """
    words = list(WORD.finditer(text))
    result, done = [], 0
    for first, last in _runs(text, words):
        for word in words[first : last + 1]:
            result += [text[done : word.start()], _lowered(text, word, lang)]
            done = word.end()
    return "".join([*result, text[done:]])


def _runs(text: str, words: Sequence[regex.Match[str]]) -> list[tuple[int, int]]:
    """The first and the last word of each run that is shouted."""
    runs, start = [], None
    for place, word in enumerate([*words, None]):
        if word is not None and not SMALL.search(word[0]) and _has_case(word[0]):
            start = place if start is None else start
            continue
        if start is not None and _shouted(words[start:place]):
            runs.append((start, place - 1))
        start = None
    return runs


def _has_case(word: str) -> bool:
    """Whether every letter of ``word`` is a capital; a number neither shouts nor ends a run."""
    return all(CAPITAL.match(letter) for letter in LETTER.findall(word))


def _shouted(run: Sequence[regex.Match[str]]) -> bool:
    loud = [word[0] for word in run if len(LETTER.findall(word[0])) > 1 and not DIGIT.search(word[0])]
    plain = [word for word in loud if not _abbreviated(word)]
    if len(loud) < 2 or not plain:
        return False
    if any(len(LETTER.findall(word)) > ABBREVIATION_LONGEST for word in plain):
        return True
    return len(plain) >= FEWEST_SHORT


def _abbreviated(word: str) -> bool:
    """Whether ``word`` stays in capitals among shouted ones."""
    if DIGIT.search(word):
        return True
    if len(LETTER.findall(word)) > ABBREVIATION_LONGEST:
        return False
    return (word in ABBREVIATIONS and word != "WHO") or (
        len(word) > 1 and not VOWEL.search(regex.sub(r"['’]S$", "", word))
    )


def _lowered(text: str, match: regex.Match[str], lang: str) -> str:
    word = match[0]
    base = lang.split("-")[0].casefold()
    if _abbreviated(word):
        return word
    starts = _begins_a_sentence(text, match.start())
    own = base in ("en", "") and (word == "I" or word[:2] in ("I'", "I’"))
    kept = 1 if starts or own else 0
    return word[:kept] + "".join(_small(character, base) for character in word[kept:])


def _begins_a_sentence(text: str, place: int) -> bool:
    before = text[:place].rstrip(" \t\u00a0\"'“”‘’«»„¿¡([-–—")
    return not before or bool(SENTENCE_ENDS.match(before[-1])) or "\n" in text[len(before) : place]


def _small(character: str, lang: str) -> str:
    """The small letter of a capital; one that would become two characters stays."""
    if lang in DOTLESS and character in "Iİ":
        return "ı" if character == "I" else "i"
    small = character.lower()
    return small if len(small) == 1 else character
