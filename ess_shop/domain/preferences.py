"""What a shop arranges to its liking: quick keys, appearance, means, locking; as values and plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any, TypeVar

from ess_shop.domain.sale import Means
from ess_shop.errors import Refused

QUICK_KEYS, APPEARANCE, MEANS, LOCK, KEYS, RECEIPT = (
    "quick_keys",
    "appearance",
    "means",
    "lock",
    "keys",
    "receipt",
)
"""The names under which preferences are kept; a till's printer is `printer.` and its code."""

SCHEMES = ("light", "dark", "contrast")


@dataclass(frozen=True, slots=True)
class QuickKey:
    """An article on a key; `label` and `picture` "" mean the article's own."""

    article_id: str
    label: str = ""
    picture: str = ""
    colour: int = 0


@dataclass(frozen=True, slots=True)
class QuickPage:
    """A page of quick keys."""

    name: str
    keys: tuple[QuickKey, ...] = ()
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Appearance:
    """How the window looks; the text size is in percent, 100 to 200."""

    scheme: str = "light"
    text_percent: int = 100

    def __post_init__(self) -> None:
        if self.scheme not in SCHEMES or not 100 <= self.text_percent <= 200:
            raise ValueError(f"{self.scheme} {self.text_percent}")


@dataclass(frozen=True, slots=True)
class MeansTaken:
    """The means of payment that the till offers."""

    taken: tuple[str, ...] = field(default_factory=lambda: tuple(str(means) for means in Means))

    def __post_init__(self) -> None:
        if not set(self.taken) <= {str(means) for means in Means}:
            raise ValueError(self.taken)

    def __contains__(self, means: Means) -> bool:
        return str(means) in self.taken


@dataclass(frozen=True, slots=True)
class LockAfter:
    """After how many idle minutes the till asks who is there; 0 for never."""

    minutes: int = 10

    def __post_init__(self) -> None:
        if not 0 <= self.minutes <= 240:
            raise ValueError(self.minutes)


V = TypeVar("V", Appearance, MeansTaken, LockAfter)


def read_preference(kind: type[V], plain: object) -> V:
    """The value of plain data; what is missing has its default. Refused for data that make no sense."""
    if plain is None:
        return kind()
    try:
        known = {each.name for each in fields(kind)}
        given: dict[str, Any] = {
            name: _tuple(value) for name, value in _mapping(plain).items() if name in known
        }
        return kind(**given)
    except (TypeError, ValueError) as wrong:
        raise Refused("bad_preference", "A setting cannot be read: set it again.") from wrong


def plain_preference(value: Appearance | MeansTaken | LockAfter) -> dict[str, object]:
    """The plain data of a value."""
    return asdict(value)


def quick_pages(plain: object) -> tuple[QuickPage, ...]:
    """The pages of quick keys of plain data; Refused for data that make no sense."""
    if plain is None:
        return ()
    try:
        return tuple(
            QuickPage(
                name=str(page["name"]),
                keys=tuple(QuickKey(**key) for key in page["keys"]),
                picture=str(page.get("picture", "")),
            )
            for page in _sequence(plain)
        )
    except (TypeError, KeyError, ValueError) as wrong:
        raise Refused("bad_preference", "A setting cannot be read: set it again.") from wrong


def plain_pages(pages: Sequence[QuickPage]) -> list[object]:
    """The plain data of pages."""
    return [{**asdict(page), "keys": [asdict(key) for key in page.keys]} for page in pages]


def _mapping(plain: object) -> Mapping[str, Any]:
    if not isinstance(plain, Mapping):
        raise TypeError(plain)
    return plain


def _sequence(plain: object) -> Sequence[Any]:
    if not isinstance(plain, list | tuple):
        raise TypeError(plain)
    return plain


def _tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
