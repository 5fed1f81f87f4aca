"""Column types that every family of models shares."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import Enum as PythonEnum
from typing import TYPE_CHECKING, Annotated, Any

from babel import Locale, UnknownLocaleError
from sqlalchemy import BigInteger, Dialect, Enum, ForeignKey, Integer, String
from sqlalchemy import DateTime as SqlDateTime
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from extensions import Base, db

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model

BIG = BigInteger().with_variant(Integer(), "sqlite")
"""64 bits on both databases; plain INTEGER lets SQLite use its rowid."""

Id = Annotated[int, mapped_column(BIG, primary_key=True)]


class Instant(TypeDecorator[datetime]):
    """An aware time, kept in UTC on both databases. Refuses a naive one."""

    impl = SqlDateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn ``value`` into UTC; SQLite keeps it without its zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone can't be kept")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the time back aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def choice(kind: type[PythonEnum], name: str) -> Enum:
    """A column of one of ``kind``'s names, as text under a CHECK constraint called ``name``."""
    return Enum(kind, native_enum=False, create_constraint=True, length=24, name=name)


def reference(target: str, **options: Any) -> Any:
    """A 64-bit column that refers to ``target`` (``table.column``); ``options`` go to the column."""
    return mapped_column(BIG, ForeignKey(target), **options)


class Written:
    """Text in a language: BCP 47 ``lang`` and the direction that follows from it."""

    lang: Mapped[str] = mapped_column(String(16))

    @property
    def dir(self) -> str:
        """``rtl`` or ``ltr``; ``auto`` where the language is unknown."""
        try:
            return Locale.parse(self.lang, sep="-").text_direction
        except (UnknownLocaleError, ValueError):
            return "auto"
