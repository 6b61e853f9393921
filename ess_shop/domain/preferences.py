"""What a shop arranges to its liking: quick keys, appearance, means, locking, keys; also as plain data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Self

from ess_shop.domain.accounting_settings import ACCOUNTING, accounting_settings
from ess_shop.domain.articles import checked_text
from ess_shop.domain.contract_written import usual_from
from ess_shop.domain.label_settings import label_settings
from ess_shop.domain.mail import mail_settings
from ess_shop.domain.sale import Means
from ess_shop.errors import Refused

QUICK_KEYS, APPEARANCE, MEANS, LOCK, KEYS, RECEIPT, SHOP_LINE, MAIL, USUAL_TERMS, LABELS, RIGHTS, OFFICERS = (
    "quick_keys",
    "appearance",
    "means",
    "lock",
    "keys",
    "receipt",
    "shop_line",
    "mail",
    "usual_terms",
    "labels",
    "rights",
    "officers",
)
"""The names under which preferences are kept; a till's own are `printer.` and its code, and so on."""

PRINTER, SCANNER, DISPLAY, LABELLED = "printer.", "scanner.", "display.", "labelled."
SCHEMES = ("light", "dark", "contrast")
NOWHERE, SECOND_SCREEN, THIS_SCREEN = "off", "second", "window"
"""Where a till's customer display stands: nowhere, alone on a second screen, in a window beside the till."""

MOST_PAGES, MOST_KEYS, LONGEST_WAIT = 30, 60, 240


def _refused(name: str, value: object) -> Refused:
    return Refused("bad_setting", "“{value}” is no {setting}.", value=value, setting=name)


@dataclass(frozen=True, slots=True)
class _Settings:
    """A group of settings that is kept as a JSON object; what is missing there has its default."""

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        """The value of plain data (None: all defaults); Refused names the setting that is wrong."""
        if plain is None:
            return cls()
        given = _object(plain, cls.__name__)
        known = {each.name for each in fields(cls)}
        return cls(**{name: value for name, value in given.items() if name in known})

    def to_plain(self) -> dict[str, Any]:
        """Plain data, fit for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class QuickKey:
    """An article on a key; `label` and `picture` "" mean the article's own."""

    article_id: str
    label: str = ""
    picture: str = ""
    colour: int = 0

    def __post_init__(self) -> None:
        for name in ("article_id", "label", "picture"):
            if not isinstance(getattr(self, name), str):
                raise _refused(name, getattr(self, name))
        _check_whole("colour", self.colour, 0, 0xFFFFFF)

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        """The key of plain data; Refused names what is wrong."""
        given = _object(plain, "quick key")
        if "article_id" not in given:
            raise _refused("quick key", plain)
        return cls(**{name: given[name] for name in cls.__slots__ if name in given})

    def to_plain(self) -> dict[str, Any]:
        """Plain data, fit for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class QuickPage:
    """A page of quick keys."""

    name: str
    keys: tuple[QuickKey, ...] = ()
    picture: str = ""

    def __post_init__(self) -> None:
        try:
            checked_text(self.name, longest=40)
        except (TypeError, ValueError):
            raise _refused("page name", self.name) from None
        if len(self.keys) > MOST_KEYS:
            raise _refused("page", self.name)

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        """The page of plain data; Refused names what is wrong."""
        given = _object(plain, "page")
        keys = tuple(QuickKey.from_plain(key) for key in _list(given.get("keys", ()), "page"))
        return cls(given.get("name", ""), keys, str(given.get("picture", "")))

    def to_plain(self) -> dict[str, Any]:
        """Plain data, fit for JSON."""
        return {"name": self.name, "picture": self.picture, "keys": [key.to_plain() for key in self.keys]}


@dataclass(frozen=True, slots=True)
class Appearance(_Settings):
    """How the window looks; the text size is in percent, 100 to 200."""

    scheme: str = "light"
    text_percent: int = 100

    def __post_init__(self) -> None:
        if self.scheme not in SCHEMES:
            raise _refused("scheme", self.scheme)
        _check_whole("text_percent", self.text_percent, 100, 200)


@dataclass(frozen=True, slots=True)
class MeansTaken(_Settings):
    """The means of payment that the till offers."""

    cash: bool = True
    card: bool = True
    cheque: bool = True
    transfer: bool = True
    voucher: bool = True
    coupon: bool = True
    electronic: bool = False

    def __post_init__(self) -> None:
        for name, taken in asdict(self).items():
            if not isinstance(taken, bool):
                raise _refused(name, taken)
        if not self.taken:
            raise Refused("no_means", "Keep at least one means of payment.")

    @property
    def taken(self) -> tuple[Means, ...]:
        """The means that are offered, in their order."""
        return tuple(means for means in Means if getattr(self, str(means)))

    def __contains__(self, means: Means) -> bool:
        return means in self.taken


@dataclass(frozen=True, slots=True)
class LockAfter(_Settings):
    """After how many idle minutes the till asks who is there; 0 for never."""

    minutes: int = 10

    def __post_init__(self) -> None:
        _check_whole("minutes", self.minutes, 0, LONGEST_WAIT)


@dataclass(frozen=True, slots=True)
class DisplayPlace(_Settings):
    """Where the customer display stands; a machine with one screen has no second one to show it on."""

    where: str = SECOND_SCREEN

    def __post_init__(self) -> None:
        if self.where not in (NOWHERE, SECOND_SCREEN, THIS_SCREEN):
            raise _refused("customer display", self.where)


DEFAULT_KEYS: Mapping[str, str] = {
    "help": "F1",
    "search": "F2",
    "member": "F3",
    "park": "F4",
    "recall": "F5",
    "price_check": "F6",
    "return": "F7",
    "discount": "F8",
    "pay": "F9",
    "cash_exact": "F10",
    "card": "F11",
    "local": "F12",
    "customer": "Ctrl+F3",
}
"""The keys of the acts, in the order of a sale; last what is asked for now and then."""

LATER_ACTS = ("customer",)
"""Acts that earlier versions do not know: where somebody uses their key already, they make way."""

SPARE_KEYS = tuple(f"Ctrl+Shift+F{number}" for number in range(1, 13))


@dataclass(frozen=True, slots=True)
class KeyMap:
    """Which key does what; an act that is not named keeps its usual key."""

    keys: Mapping[str, str] = field(default_factory=lambda: dict(DEFAULT_KEYS))

    def __post_init__(self) -> None:
        for act, key in self.keys.items():
            if act not in DEFAULT_KEYS or not isinstance(key, str) or not 0 < len(key) <= 30:
                raise _refused("key", key)
        taken = list(self.keys.values())
        for key in taken:
            if taken.count(key) > 1:
                raise Refused(
                    "key_taken_twice", "The key {key} does two things: choose another one.", key=key
                )

    def key(self, act: str) -> str:
        """The key of an act; KeyError for an unknown one."""
        return self.keys[act]

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        """The keys of plain data (None: the usual ones); Refused names what is wrong."""
        if plain is None:
            return cls()
        named = _object(plain, "key")
        keys = {**DEFAULT_KEYS, **named}
        for act in LATER_ACTS:
            if act not in named and keys[act] in named.values():
                keys[act] = next(key for key in SPARE_KEYS if key not in keys.values())
        return cls(keys)

    def to_plain(self) -> dict[str, Any]:
        """Plain data, fit for JSON."""
        return dict(self.keys)


def quick_pages(plain: object) -> tuple[QuickPage, ...]:
    """The pages of quick keys of plain data (None: no pages); Refused names what is wrong."""
    if plain is None:
        return ()
    pages = tuple(QuickPage.from_plain(page) for page in _list(plain, "page"))
    if len(pages) > MOST_PAGES:
        raise _refused("page", pages[MOST_PAGES].name)
    return pages


def plain_pages(pages: Sequence[QuickPage]) -> list[dict[str, Any]]:
    """The plain data of pages."""
    return [page.to_plain() for page in pages]


READ: Mapping[str, Callable[[object], object]] = {
    QUICK_KEYS: quick_pages,
    APPEARANCE: Appearance.from_plain,
    MEANS: MeansTaken.from_plain,
    LOCK: LockAfter.from_plain,
    KEYS: KeyMap.from_plain,
    MAIL: mail_settings,
    USUAL_TERMS: usual_from,
    LABELS: label_settings,
    ACCOUNTING: accounting_settings,
}
"""What reads, and so checks, the preferences whose form is known here."""


def _check_whole(name: str, value: object, least: int, most: int) -> None:
    if type(value) is not int or not least <= value <= most:
        raise _refused(name, value)


def _object(plain: object, name: str) -> Mapping[str, Any]:
    if not isinstance(plain, Mapping):
        raise _refused(name, plain)
    return plain


def _list(plain: object, name: str) -> Sequence[Any]:
    if not isinstance(plain, list | tuple):
        raise _refused(name, plain)
    return plain
