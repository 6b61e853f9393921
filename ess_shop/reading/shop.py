"""The shop as it is set up, and who works in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from ess_shop.domain.people import Person
from ess_shop.domain.shop import Shop


class ReadingShop(Protocol):
    """What can be asked about the shop itself."""

    def shop(self) -> Shop:
        """The shop as set up."""

    def revision(self) -> int:
        """Grows whenever a member, article or setting changed."""

    def people(self) -> Sequence[Person]:
        """Everyone who may come to the till, by name."""

    def preferences(self) -> Mapping[str, object]:
        """All preferences."""

    def preference(self, name: str) -> object:
        """A preference's plain data; None if it was never set."""

    def uses_currency(self, code: str) -> bool:
        """Whether an amount was ever recorded in that currency, or a member accepts it."""

    def count_events(self, code: str, detail: str) -> int:
        """How often something was noted."""
