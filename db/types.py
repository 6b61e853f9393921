"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.types import UserDefinedType

Minor = Integer().with_variant(BigInteger(), "postgresql")
"""Amounts in minor units, rates in millionths, quantities: 64-bit integers on both engines."""

Word = Text().with_variant(Text(collation="C"), "postgresql")
"""Text in the order of its bytes on both engines."""


class Id(UserDefinedType[str]):
    """An identity of 32 hexadecimal characters: 16 bytes on SQLite, uuid on PostgreSQL."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """BLOB by default; the PostgreSQL compiler below says UUID."""
        return "BLOB"

    def bind_processor(self, dialect: Dialect) -> Callable[[str | None], object] | None:
        """Text to what the driver wants."""
        if dialect.name == "postgresql":
            return None
        return lambda value: None if value is None else bytes.fromhex(value)

    def result_processor(self, dialect: Dialect, _coltype: object) -> Callable[[Any], str | None]:
        """What the driver gives back to text."""
        if dialect.name == "postgresql":
            return lambda value: None if value is None else value.hex
        return lambda value: None if value is None else value.hex()


@compiles(Id, "postgresql")
def _uuid(_type: Id, _compiler: object, **_: Any) -> str:
    return "UUID"
