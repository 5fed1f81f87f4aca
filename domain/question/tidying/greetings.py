"""A greeting before the question and thanks after it are taken off. Pure."""

from __future__ import annotations

import regex

from domain.question.fields import SHORTEST

GRAPHEME = regex.compile(r"\X")
LETTER = regex.compile(r"\p{L}")

HELLO = (
    # English, German, Dutch
    r"hello|hi|hey|good (?:morning|afternoon|evening|day)|greetings|"
    r"hallo|hallöchen|moin|servus|grüezi|grüß gott|guten (?:tag|morgen|abend)|"
    r"goedendag|goedemorgen|goedemiddag|goedenavond|"
    # Finnish, Swedish, Danish, Norwegian
    r"hei|moi|moikka|terve|päivää|hyvää (?:päivää|huomenta|iltaa)|huomenta|"
    r"hej|hejsan|god (?:dag|morgon|morgen|kväll|aften|kveld)|"
    # French, Spanish, Portuguese, Italian, Catalan
    r"bonjour|bonsoir|salut|madame,? monsieur|"
    r"hola|buenos días|buenas|buenas (?:tardes|noches)|buen día|"
    r"olá|oi|bom dia|boa (?:tarde|noite)|ciao|salve|buongiorno|buonasera|bon dia|"
    # Polish, Czech, Hungarian, Turkish, Indonesian
    r"dzień dobry|cześć|witam|dobrý den|ahoj|jó napot|szia|"
    r"merhaba|selam|iyi (?:günler|akşamlar)|günaydın|selamat (?:pagi|siang|sore|malam)|"
    # Russian, Ukrainian, Greek
    r"здравствуйте|привет|добрый (?:день|вечер)|доброе утро|"
    r"вітаю|добрий (?:день|вечір)|доброго дня|γεια σας|γειά σας|καλημέρα|καλησπέρα|χαίρετε|"
    # Arabic, Hebrew, Japanese, Chinese, Korean
    r"السلام عليكم(?: ورحمة الله(?: وبركاته)?)?|مرحبا|مرحباً|أهلا|أهلاً|"
    r"صباح الخير|مساء الخير|تحية طيبة|שלום(?: רב)?|"
    r"こんにちは|こんばんは|おはようございます|はじめまして|您好|你好|大家好|안녕하세요|안녕하십니까"
)
DEAR = (
    r"dear|to|"
    r"sehr geehrter?|sehr geehrtes|liebe[rs]?|werte[rs]?|beste|geachte|"
    r"arvoisa|arvoisat|hyvä|hyvät|bästa|kära|kjære|kære|"
    r"chère?s?|cher|estimad[oa]s?|querid[oa]s?|prezad[oa]s?|car[oaie]|gentil[ei]|gentilissim[oaie]|egregi[oa]?|"
    r"szanown[yaei]|szanowni|drog[ia]|drodzy|vážen[ýáí]|sayın|"
    r"уважаем(?:ый|ая|ые)|дорог(?:ой|ая|ие)|шановн(?:ий|а|і)|αγαπητ[έήοί]+|السادة|السيد|السيدة"
)
ADDRESSED = """
all and both colleague colleagues committee dr everybody everyone executives folks friends gentlemen
guys ladies madam miss moderator moderators mr mrs ms mx panel prof professor sir sirs team there
alle alles beide beiden damen doktor ein e familie frau geehrte geehrter herr herren herrn kollegen
kolleginnen leute liebe lieber sehr und zusammen à chère chers docteur équipe et la le les madame
mesdames messieurs mme monsieur tous tout toutes a don doña el equipo estimada estimadas estimado
estimados los queridos querida señor señora señoras señores sr sra todas todos y senhor senhora
signor signora signori tutti ja kaikki kaikille herra rouva johtaja och alla fru i pan pani państwo
господин госпожа господа и коллеги все всем та пане пані
"""
BEFORE_A_NAME = frozenset(ADDRESSED.split())
"""Words in small letters that may stand between a greeting and its end."""

TITLES = frozenset({"dr", "hr", "mr", "mrs", "ms", "mx", "prof", "sr", "sra", "st"})
"""What is written with a dot that ends nothing."""

MOST_NAMES = 6
FURTHEST = 160
"""How far behind a greeting its end is looked for, in code points."""

END = regex.compile(r"[ \t\u00a0]*(?:[,!.:;…،。！，、]+|[-–—](?=\s)|(?=\n))\s*")

THANKS = (
    r"thanks|thank you|thanks a lot|many thanks|thank you very much|thank you so much|thanks so much|"
    r"thanks in advance|thank you in advance|thx|cheers|"
    r"regards|kind regards|best regards|warm regards|best wishes|all the best|best|"
    r"sincerely|yours sincerely|yours faithfully|yours truly|yours|respectfully|"
    r"danke|danke schön|vielen dank|vielen dank im voraus|besten dank|herzlichen dank|"
    r"mit (?:freundlichen|besten|herzlichen|lieben) grüßen|"
    r"(?:viele|liebe|beste|freundliche|schöne|herzliche) grüße|"
    r"mfg|lg|hochachtungsvoll|gruß|grüße|bedankt|alvast bedankt|met vriendelijke groet|groeten|"
    r"kiitos|kiitos jo etukäteen|kiitos etukäteen|kiitoksia|ystävällisin terveisin|terveisin|"
    r"tack|tack så mycket|tack på förhand|med vänlig hälsning|med vänliga hälsningar|mvh|hälsningar|"
    r"tak|mange tak|takk|tusen takk|på forhånd takk|på forhånd tak|hilsen|"
    r"med venlig hilsen|med vennlig hilsen|"
    r"merci|merci beaucoup|merci d['’]avance|cordialement|bien cordialement|bien à vous|salutations|"
    r"gracias|muchas gracias|gracias de antemano|un saludo|saludos|saludos cordiales|atentamente|"
    r"obrigad[oa]|muito obrigad[oa]|atenciosamente|cumprimentos|abraços|"
    r"grazie|grazie mille|molte grazie|cordiali saluti|distinti saluti|saluti|"
    r"dziękuję|z góry dziękuję|pozdrawiam|z poważaniem|děkuji|s pozdravem|köszönöm|üdvözlettel|"
    r"teşekkürler|teşekkür ederim|saygılarımla|terima kasih|"
    r"спасибо|заранее спасибо|большое спасибо|с уважением|дякую|з повагою|ευχαριστώ|με εκτίμηση|"
    r"شكرا|شكراً|شكرا جزيلا|شكرا لكم|مع التحية|تحياتي|وتقبلوا تحياتي|תודה|תודה רבה|בברכה|"
    r"よろしくお願いします|よろしくお願いいたします|ありがとうございます|谢谢|謝謝|谢谢您|감사합니다"
)
MOST_SIGNED = 5
APART = regex.compile(r"[\s,.!;،。！，–—-]+")


LONGEST = regex.IGNORECASE | regex.POSIX
"""Of the phrases that stand somewhere the longest counts."""

AS_A_WORD = r"(?![\p{L}\p{M}\p{N}])"
HEAD = regex.compile(rf"(?:(?P<hello>{HELLO})|(?P<dear>{DEAR})){AS_A_WORD}", LONGEST)
TAIL = regex.compile(rf"(?<=[.!?…。！？؟:;\n]|[.!?…。！？؟:;\n][\"”’)»])\s*(?:{THANKS}){AS_A_WORD}", LONGEST)


def ungreeted(text: str, lang: str) -> str:
    """``text`` without its greeting and its thanks, as long as a question is left."""
    while True:
        after = _without_tail(_without_head(text))
        if after == text:
            return text
        text = after


def _without_head(text: str) -> str:
    found = HEAD.match(text)
    end = _end_of_head(text, found.end(), dear=found["dear"] is not None) if found else None
    return text if end is None else _raised(_left(text, end, len(text)), text)


def _end_of_head(text: str, start: int, *, dear: bool) -> int | None:
    """Where the greeting ends whose first words end at ``start``: behind the names, and their mark."""
    end = None
    for mark in END.finditer(text, start, start + FURTHEST):
        words = text[start : mark.start()].replace(",", " ").split()
        if len(words) > MOST_NAMES or not all(_name(word.strip("."), dear=dear) for word in words):
            break
        if words and mark[0].startswith(".") and words[-1].casefold() in TITLES:
            continue
        if words or not dear:
            end = mark.end()
        if mark[0].strip() != ",":
            break
    return end


def _without_tail(text: str) -> str:
    for found in TAIL.finditer(text):
        signed = [word for word in APART.split(text[found.end() :]) if word]
        if len(signed) <= MOST_SIGNED and all(map(_is_capital, signed)):
            return _left(text, 0, len(text[: found.start()].rstrip()))
    return text


def _name(word: str, *, dear: bool) -> bool:
    """Whether ``word`` may stand in a greeting. In a script without capitals only after a ``Dear``."""
    if word.casefold() in BEFORE_A_NAME or _is_capital(word):
        return True
    return dear and word.upper() == word.lower()


def _is_capital(word: str) -> bool:
    """Whether ``word`` is written as names are: not in small letters, and not shouted."""
    return word[:1].isupper() and (len(word) == 1 or not word.isupper())


def _left(text: str, start: int, end: int) -> str:
    """What is left between two places; all of it where that cut a character or left no question."""
    edges = {0, *(each.end() for each in GRAPHEME.finditer(text))}
    left = text[start:end]
    if start not in edges or end not in edges or left != left.strip():
        return text
    if len(GRAPHEME.findall(left)) < SHORTEST or not LETTER.search(left):
        return text
    return left


def _raised(left: str, text: str) -> str:
    """``left`` with a capital at its beginning, as ``text`` had one; ``iPhone`` and ``ß`` stay."""
    first, rest = left[:1], left[1:]
    capital = first.upper()
    word = regex.match(r"[\p{L}\p{M}]*", rest)
    if left == text or not text[:1].isupper() or len(capital) != 1 or not first.islower():
        return left
    if word is not None and any(character.isupper() for character in word[0]):
        return left
    return capital + rest
