"""Frozen rows of the members' directory, and the Protocol that reads members and their contracts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ess_shop.domain.members import Identity, Member, MemberKind, Note
from ess_shop.domain.terms import Consignor, Terms


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    """A member as the directory finds them; without a name where the identity was erased."""

    member_id: str
    code: str
    kind: MemberKind
    name: str
    contact: str = ""
    town: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class MemberFile:
    """A member with their identity, which is blank where it was erased."""

    member: Member
    identity: Identity


class ReadingMembers(Protocol):
    """What can be asked about members, one or all."""

    def directory(self) -> Sequence[DirectoryRow]:
        """All members by code, as the directory finds them."""

    def members(self) -> Sequence[Member]:
        """All members by code."""

    def member(self, member_id: str) -> Member:
        """The member with that id; NotFound if there is none."""

    def member_file(self, member_id: str) -> MemberFile:
        """A member with their identity; NotFound for an unknown one."""

    def identities(self) -> Mapping[str, Identity]:
        """Identities by member id."""

    def terms(self, member_id: str) -> Sequence[Terms]:
        """A member's contract history, oldest first."""

    def consignor(self, member_id: str, day: date) -> Consignor:
        """A member with the terms in force on a day; Refused if there are none."""

    def notes(self, member_id: str) -> Sequence[Note]:
        """What was written about a member, newest first; erased notes are left out."""

    def iban_changed_at(self, member_id: str) -> str:
        """The ISO time at which a member's bank account was last changed, "" if it never was."""
