"""The event log in words: what every code means, and what its detail says to someone who reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from ess_shop.domain import preferences as known
from ess_shop.domain.accounting_settings import ACCOUNTING
from ess_shop.domain.event_log import EventKind, EventRow
from ess_shop.domain.people import Right
from ess_shop.domain.right_words import right_names, role_names
from ess_shop.wording import Words

_ID = re.compile(r"\b[0-9a-f]{32}\b")
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b(?!T)")


def kind_names(words: Words) -> Mapping[EventKind, str]:
    """What each kind of event is called."""
    return {
        EventKind.PROGRAM: words("Program"),
        EventKind.PEOPLE: words("People"),
        EventKind.SETTINGS: words("Settings"),
        EventKind.TILL: words("Till"),
        EventKind.DEVICES: words("Devices"),
        EventKind.BOOKS: words("Books"),
        EventKind.MEMBERS: words("Members"),
        EventKind.GOODS: words("Goods"),
    }


def sentences(words: Words) -> Mapping[str, str]:
    """What every code of the log means."""
    return {
        "started": words("The program was started."),
        "stopped": words("The program was stopped."),
        "cut_short": words("The program had not been stopped: it was cut short."),
        "version": words("The program was exchanged for another version."),
        "clock_set_back": words("The clock was set back; the numbers keep the true order."),
        "person": words("Someone came to the till."),
        "rights": words("Someone’s role changed."),
        "rights_changed": words("The rights of a role changed."),
        "officer_in": words("A tax officer was given access to read the books."),
        "officer_out": words("A tax officer’s access ended."),
        "officer_came": words("A tax officer came to read the books."),
        "officer_left": words("A tax officer left."),
        "settings": words("A setting was changed."),
        "drawer": words("The drawer was opened by hand."),
        "receipt": words("The customer chose how to have the receipt."),
        "duplicate": words("A duplicate of a ticket was made."),
        "basket_cleared": words("A basket that was not paid was emptied."),
        "training_begun": words("Practice began; this person answers for it."),
        "training_ended": words("Practice ended."),
        "closed_uncounted": words("A day was closed with its month; nobody had counted the drawers."),
        "printer_down": words("The receipt printer does not work."),
        "scanner_down": words("The scanner does not work."),
        "degraded": words("The till sells on without a device."),
        "degraded_ended": words("The till has all its devices again."),
        "export": words("Figures were exported."),
        "archive": words("An archive was written."),
        "archive_key": words("Archives are signed with this key from now on."),
        "secret_copied": words("The secret that signs the journal was handed out."),
        "purge": words("Archived details were taken out of the books."),
        "restored": words("A backup was put back."),
        "integrity_defect": words("Verifying the books found defects."),
        "contract_agreed": words("A contract was agreed."),
        "contract_changed": words("A contract was changed."),
        "contract_taken_back": words("A contract was taken back."),
        "iban_changed": words("A member’s bank account changed."),
        "iban_confirmed": words("A member’s new bank account was confirmed."),
        "member_erased": words("A member was erased."),
        "news": words("A member chose what they are told."),
        "request": words("A member asked for something."),
        "request_done": words("What a member asked for was done."),
        "stay_told": words("A member was told that the time of goods is over."),
        "stocktake": words("A stocktake was recorded."),
        "list_taken": words("A member’s list was taken in."),
    }


class EventWords:
    """Says events in one language; `names` are people and members by id."""

    def __init__(self, words: Words, names: Mapping[str, str]) -> None:
        self._words, self._names = words, names
        self._sentences, self._rights = sentences(words), right_names(words)
        self._roles: dict[str, str] = {str(role): name for role, name in role_names(words).items()}
        self._details: Mapping[str, Callable[[str], str]] = {
            "rights": self._role,
            "rights_changed": self._changes,
            "settings": self._setting,
            "receipt": self._receipt,
            "printer_down": self._trouble,
            "scanner_down": self._trouble,
            "degraded": self._trouble,
        }

    def said(self, code: str) -> str:
        """What the code means; a code of a later version stands for itself."""
        return self._sentences.get(code, code)

    def detail(self, code: str, detail: str) -> str:
        """The detail, with names in the place of ids and words in the place of codes."""
        worded = self._details.get(code)
        said = worded(detail) if worded else detail
        said = _ID.sub(lambda found: self._names.get(found[0], found[0][:8]), said)
        return _DAY.sub(lambda found: self._day(found[0]), said)

    def _day(self, iso: str) -> str:
        try:
            return self._words.day(date.fromisoformat(iso))
        except ValueError:
            return iso

    def _role(self, detail: str) -> str:
        words = self._words
        person, _space, change = detail.partition(" ")
        was, _arrow, now = change.partition(" -> ")
        known = {**self._roles, "new": words("new"), "gone": words("no longer here")}
        return words("{name}: {was} → {now}", name=person, was=known.get(was, was), now=known.get(now, now))

    def _changes(self, detail: str) -> str:
        words = self._words
        role, *changes = detail.split()
        made = [
            (words("+ {right}") if change[:1] == "+" else words("− {right}")).format(
                right=self._right(change[1:])
            )
            for change in changes
        ]
        return words("{role}: {changes}", role=self._roles.get(role, role), changes=", ".join(made))

    def _right(self, name: str) -> str:
        return self._rights[Right(name)] if name in set(Right) else name

    def _setting(self, detail: str) -> str:
        words = self._words
        name, _space, fields = detail.partition(" ")
        kind, dot, till = name.partition(".")
        called = {
            "shop": words("The shop"),
            known.QUICK_KEYS: words("Quick keys"),
            known.APPEARANCE: words("Appearance"),
            known.MEANS: words("Means of payment"),
            known.LOCK: words("Locking"),
            known.KEYS: words("Keys"),
            known.RECEIPT: words("Receipts"),
            known.MAIL: words("E-mail"),
            known.USUAL_TERMS: words("Usual contract"),
            known.LABELS: words("Barcodes and labels"),
            ACCOUNTING: words("Accounting"),
            "settling": words("The month’s settling"),
            "printer": words("Receipt printer"),
            "scanner": words("Scanner"),
            "display": words("Customer display"),
            "labelled": words("Labels"),
        }.get(kind, kind)
        said = words("{setting} ({till})", setting=called, till=till) if dot else called
        return words("{setting}: {changes}", setting=said, changes=fields) if fields else said

    def _receipt(self, detail: str) -> str:
        words = self._words
        ticket, _space, choice = detail.partition(" ")
        chosen = {
            "print": words("on paper"),
            "screen": words("on the screen"),
            "email": words("by e-mail"),
            "none": words("no receipt"),
        }.get(choice, choice)
        return words("{ticket}: {choice}", ticket=ticket, choice=chosen)

    def _trouble(self, detail: str) -> str:
        words = self._words
        return {
            "printer_paper_out": words("no paper"),
            "printer_cover_open": words("cover open"),
            "printer_offline": words("switched off"),
            "printer_unreachable": words("not reached"),
            "printer_silent": words("no answer"),
            "printer_not_allowed": words("not allowed by the system"),
            "printer_cut_off": words("cut off while printing"),
            "printer_gave_up": words("given up"),
            "scanner_missing": words("not plugged in"),
            "printer": words("receipt printer"),
            "scanner": words("scanner"),
        }.get(detail, detail)


def table_of(rows: Sequence[EventRow], said: EventWords) -> list[tuple[str | int, ...]]:
    """Events as rows of a table, under the log's `HEADS`."""
    return [
        (row.till, row.number, row.at, row.code, said.said(row.code), row.detail, row.who) for row in rows
    ]
