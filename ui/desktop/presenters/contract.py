"""A member's contract: what is in force, how it came to be, what is coming; and the form that changes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ess_shop.domain.contract_reader import ContractReader, day_of
from ess_shop.domain.contract_words import Chapter, contract_said
from ess_shop.domain.contract_written import Written
from ess_shop.domain.ids import new_id
from ess_shop.domain.people import Right
from ess_shop.domain.settlement import Month
from ess_shop.domain.terms import BEGINNING, Terms, valid_on
from ess_shop.errors import Refused
from ess_shop.services import contracting
from ess_shop.services.cells import Remark
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.contract_example import Example, example_of
from ui.desktop.presenters.contract_found import Found, found_in
from ui.desktop.presenters.contract_history import Period, periods
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.notices import Tone
from ui.desktop.presenters.papers import PapersPresenter


class ContractPresenter:
    """One member at a time. `written` is the form while it is open, else None."""

    def __init__(self, desk: Desk, papers: PapersPresenter | None = None) -> None:
        self.desk, self._papers = desk, papers
        self.found: Found | None = None
        self.written: Written | None = None
        self.day = ""
        """From which day the form's contract is to hold, as it is typed."""
        self.changing: Terms | None = None
        """The coming terms that the form changes, None if it makes new ones."""
        self.wrong: Mapping[str, str] = {}
        self.changed: Bell[[]] = Bell()
        """Rung when something else is to be shown."""
        self.judged: Bell[[]] = Bell()
        """Rung when what is wrong changed."""
        self._member_id = ""

    # What is shown

    def show(self, member_id: str) -> None:
        """Ask the books about that member; a form that was open is closed."""
        self._member_id = member_id
        books = self.desk.books

        def ask() -> Found:
            with books.read() as read:
                return found_in(read, member_id)

        self.desk.lane.run(ask, self._see)

    def _see(self, found: Found) -> None:
        if found.member.id != self._member_id:
            return  # somebody looked at another member meanwhile
        self.found, self.written, self.changing, self.wrong = found, None, None, {}
        self.changed.ring()

    @property
    def today(self) -> date:
        """The day it is."""
        return self.desk.clock().date()

    @property
    def now(self) -> Terms | None:
        """The terms in force."""
        return valid_on(self.found.history, self.today) if self.found else None

    @property
    def coming(self) -> Sequence[Terms]:
        """Terms that have not begun, the next one first."""
        history = self.found.history if self.found else ()
        return [terms for terms in history if terms.valid_from > self.today]

    def chapters(self, terms: Terms) -> Sequence[Chapter]:
        """What terms say, in plain words; what every contract begins with stands on its paper only."""
        if self.found is None:
            return ()
        found = self.found
        return contract_said(terms, shop=found.shop, words=self.desk.words, labels=found.labels)[1:]

    def since(self, terms: Terms) -> str:
        """When terms hold."""
        words = self.desk.words
        if terms.valid_from == BEGINNING:
            return words("In force from the beginning")
        day = words.long_day(terms.valid_from)
        return (
            words("From {day} on", day=day)
            if terms in self.coming
            else words("In force since {day}", day=day)
        )

    @property
    def periods(self) -> Sequence[Period]:
        """The history, what is last first."""
        return periods(self.found, self.today, self.desk.words) if self.found else ()

    @property
    def can_print(self) -> bool:
        """Whether there is a contract to put on paper, and a way to do so."""
        return self._papers is not None and self.now is not None

    def print_it(self, terms: Terms | None = None) -> None:
        """A contract on paper, ready to be signed; the one in force unless another one is named."""
        chosen = terms or self.now
        if self._papers is not None and self.found is not None and chosen is not None:
            self._papers.contract(self.found.member.id, chosen.id, self.found.member.code)

    # The form

    def begin(self) -> None:
        """Open the form: what is in force, or the shop's usual terms, to hold from a day to come."""
        self.desk.require(Right.CONTRACTS)
        found = self._loaded()
        now = self.now
        self._open(
            found.usual if now is None else found.written(now),
            self.today if not found.history else _next_month(self.today),
            None,
        )

    def begin_with_usual(self) -> None:
        """Fill the form with the shop's usual terms."""
        found = self._loaded()
        self.written, self.wrong = found.usual, {}
        self.changed.ring()

    def change(self, terms: Terms) -> None:
        """Open the form on terms that have not begun."""
        self.desk.require(Right.CONTRACTS)
        self._open(self._loaded().written(terms), terms.valid_from, terms)

    def _open(self, written: Written, day: date, changing: Terms | None) -> None:
        self.written, self.day, self.changing, self.wrong = written, f"{day:%d/%m/%Y}", changing, {}
        self.changed.ring()

    def close(self) -> None:
        """Leave the form; nothing is kept."""
        self.written, self.changing, self.wrong = None, None, {}
        self.changed.ring()

    def example(self, written: Written) -> Example:
        """What the form's contract makes of a price; nothing while a clause cannot be read."""
        terms = self._read(written, self.today, {})
        if terms is None or self.found is None:
            return Example()
        return example_of(terms, self.found.member.vat_status, self.found.shop, self.desk.words)

    def day_remarks(self, day: str) -> tuple[str, Tone]:
        """What to know of the day that stands in the form, and whether it is a warning."""
        found, words = self.found, self.desk.words
        try:
            begins = day_of(day)
        except Refused:
            return "", Tone.NOTE
        if found is None or not found.history or begins >= self.today:
            return words("What was sold before keeps the contract of its day."), Tone.NOTE
        remarks = contracting.past_remarks(begins, found.settled)
        return " ".join(words(sentence, **facts) for sentence, facts in remarks), Tone.WARNING

    def save(self, written: Written, day: str, *, usual: bool = False) -> None:
        """Keep the form's contract, or nothing if a clause is wrong; `wrong` says which.

        `usual`: new members are offered these terms from now on.
        """
        desk, found = self.desk, self._loaded()
        desk.require(Right.CONTRACTS)
        wrong: dict[str, str] = {}
        begins = self._day(day, wrong)
        terms = self._read(written, begins or self.today, wrong)
        self.written, self.day, self.wrong = written, day, wrong
        self.judged.ring()
        if terms is None or wrong:
            return
        act, kept_as_usual, at, who = new_id(), new_id(), desk.clock(), desk.who

        def write() -> tuple[Remark, ...]:
            agreement = contracting.agree(desk.books, terms, id=act, at=at, who=who)
            if usual:
                contracting.make_usual(desk.books, terms, id=kept_as_usual, at=at)
            return agreement.remarks

        def done(remarks: tuple[Remark, ...]) -> None:
            words = desk.words
            said = words(
                "The contract of {name} is saved: it holds from {day} on.", name=found.name, day=begins
            )
            notes = [words(sentence, **facts) for sentence, facts in remarks]
            desk.notices.tell("contract", " ".join((said, *notes)), Tone.WARNING if notes else Tone.GOOD)
            self.written = None
            self.show(self._member_id)

        desk.lane.run(write, done)

    def take_back(self, terms: Terms) -> None:
        """Forget terms that have not begun."""
        desk = self.desk
        desk.require(Right.CONTRACTS)
        act, at, who = new_id(), desk.clock(), desk.who

        def write() -> None:
            contracting.take_back(desk.books, terms.id, terms.member_id, id=act, at=at, who=who)

        def done(_none: None) -> None:
            desk.notices.tell("contract", desk.words("That contract is taken back."), Tone.GOOD)
            self.show(terms.member_id)

        desk.lane.run(write, done)

    def _day(self, day: str, wrong: dict[str, str]) -> date | None:
        try:
            return day_of(day)
        except Refused as refused:
            wrong["day"] = self.desk.words.error(refused)
            return None

    def _read(self, written: Written, begins: date, wrong: dict[str, str]) -> Terms | None:
        found = self._loaded()
        known = {code.casefold(): article for code, article in found.articles.items()}
        reader = ContractReader(found.shop, lambda code: known.get(code.casefold()))
        terms = reader.read(
            written,
            id=self.changing.id if self.changing else new_id(),
            member_id=found.member.id,
            valid_from=begins,
            vat_status=found.member.vat_status,
        )
        wrong |= {clause: self.desk.words.error(refused) for clause, refused in reader.wrong.items()}
        return terms

    def _loaded(self) -> Found:
        if self.found is None:
            raise Refused("not_ready", "The contract is still being read: try again.")
        return self.found


def _next_month(today: date) -> date:
    return Month(today.year, today.month).next.first
