"""Amounts that carry their currency, exact rates, and the two roundings the shop uses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from ess_shop.errors import CurrencyMismatch

MILLION = 1_000_000
LARGEST_MINOR = 10**15
"""No amount of a shop is larger; anything above is a typing error or a damaged file."""

_THOUSANDS = re.compile("(?<=[0-9])[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}](?=[0-9]{3}(?![0-9]))")


def divide(numerator: int, denominator: int) -> int:
    """Divide and round to the nearest integer, halves away from zero, so that a return cancels its sale.

    >>> divide(5, 2), divide(-5, 2)
    (3, -3)
    """
    quotient, rest = divmod(abs(numerator), denominator)
    if 2 * rest >= denominator:
        quotient += 1
    return quotient if numerator >= 0 else -quotient


def allocate(total: int, weights: Sequence[int]) -> list[int]:
    """Spread `total` (≥ 0) in proportion to `weights` (≥ 0); nothing is lost.

    Each part is rounded down; the units left over go one each to the largest remainders, ties to the earlier.
    """
    whole = sum(weights)
    if total < 0 or whole <= 0:
        if total == 0:
            return [0] * len(weights)
        raise ValueError("nothing to spread over")
    parts = [total * weight // whole for weight in weights]
    left = total - sum(parts)
    if left:
        order = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
        for i in order[:left]:
            parts[i] += 1
    return parts


@dataclass(frozen=True, slots=True)
class Currency:
    """A legal or local currency: its code and how many decimals its smallest unit has."""

    code: str
    decimals: int = 2

    @property
    def unit(self) -> int:
        """How many minor units make one."""
        return int(10**self.decimals)

    def parse(self, text: str) -> Money:
        """Read `12,50`, `12.5` or `12`; ValueError for anything else, including too many decimals."""
        return Money(scaled(text, self.decimals), self)


@dataclass(frozen=True, slots=True)
class Money:
    """An integer amount in the smallest unit of a currency. Floats are refused."""

    minor: int
    currency: Currency

    def __post_init__(self) -> None:
        if type(self.minor) is not int:
            raise TypeError(f"an amount is an integer of minor units, not {type(self.minor).__name__}")

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self.currency.code} met {other.currency.code}")
        return other.minor

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __abs__(self) -> Money:
        return Money(abs(self.minor), self.currency)

    def __mul__(self, times: int) -> Money:
        return Money(self.minor * times, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._same(other)

    def __gt__(self, other: Money) -> bool:
        return self.minor > self._same(other)

    def __ge__(self, other: Money) -> bool:
        return self.minor >= self._same(other)

    def __bool__(self) -> bool:
        return self.minor != 0

    def decimal(self) -> Decimal:
        """The amount as an exact decimal, for files and papers."""
        return Decimal(self.minor).scaleb(-self.currency.decimals)

    def __str__(self) -> str:
        return f"{self.decimal()} {self.currency.code}"


@dataclass(frozen=True, slots=True, order=True)
class Rate:
    """An exact proportion in millionths: 33.33 % is 333,300."""

    millionths: int

    @classmethod
    def percent(cls, text: str | int) -> Rate:
        """Read a percentage with at most four decimals; ValueError otherwise."""
        return cls(scaled(str(text), 4))

    def of(self, amount: int) -> int:
        """That proportion of an integer amount, rounded."""
        return divide(amount * self.millionths, MILLION)

    def before(self, amount: int) -> int:
        """What `amount` was before this rate was added to it (tax excluded from tax included), rounded."""
        return divide(amount * MILLION, MILLION + self.millionths)

    @property
    def as_percent(self) -> Decimal:
        """The percentage without superfluous zeros: 33.33, 20."""
        value = Decimal(self.millionths).scaleb(-4).normalize()
        return value.quantize(Decimal(1)) if value == value.to_integral_value() else value

    def __str__(self) -> str:
        return f"{self.as_percent} %"


ZERO_RATE = Rate(0)
WHOLE = Rate(MILLION)


def scaled(text: str, decimals: int) -> int:
    """Read a plain decimal number, `.` or `,` as decimal sign, as an integer of 10**-decimals.

    Spaces may set thousands apart (`1 234,50`). ValueError for anything else: exponents, infinities,
    too many decimals (`1,500` could mean two things), absurd sizes.
    """
    plain = _THOUSANDS.sub("", text.strip()).replace(",", ".")
    if not plain.isascii() or set(plain) - set("+-.0123456789") or len(plain) > 24:
        raise ValueError(text)
    try:
        value = Decimal(plain).scaleb(decimals)
    except InvalidOperation as wrong:
        raise ValueError(text) from wrong
    if len(plain.partition(".")[2]) > decimals or abs(value) > LARGEST_MINOR:
        raise ValueError(text)
    return int(value)
