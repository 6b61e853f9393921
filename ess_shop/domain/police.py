"""The register of second-hand goods that private persons leave (code pénal, art. 321-7 and R. 321-3)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seller:
    """A private person as their identity paper shows them on the day of a deposit; `issued_on` is ISO."""

    id: str
    member_id: str
    name: str
    address: str
    document: str
    document_number: str
    issued_on: str
    issued_by: str
