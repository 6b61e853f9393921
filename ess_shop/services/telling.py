"""Telling members by e-mail what they chose to hear: each thing once, whatever happens on the way.

What is due is composed from a consistent view of the books; then, in one transaction, the letter is kept in
the books and what it tells is marked as told. Only letters that are kept so are handed over to the post,
which keeps them until a server took them and knows them again if they are handed over twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from ess_shop.domain.ids import new_id
from ess_shop.domain.journal import OFFICE
from ess_shop.domain.mail import Letter, checked_address
from ess_shop.domain.members import Identity
from ess_shop.domain.news import (
    LowItem,
    News,
    NewsChoice,
    Rhythm,
    SoldItem,
    Told,
    news_choice,
    plain_choice,
    told_until,
)
from ess_shop.domain.post import Post
from ess_shop.domain.settlement import Month
from ess_shop.errors import Refused
from ess_shop.ports import Books, Work
from ess_shop.reading import Reading, Statement, Worksheet
from ess_shop.services.expiring import ending_of
from ess_shop.services.news_letters import Written, news_letter, statement_letter
from ess_shop.services.settling import preview, statements
from ess_shop.services.timekeeping import iso, keep_order, log_event
from ess_shop.wording import Words

NEWS, LETTER, PREFERENCE = "news", "letter", "news."
"""Worksheets of how far a member was told, and of letters not handed over; then a preference's name."""

Write = Callable[[Statement, Words], bytes]
"""Makes the PDF of a statement."""


@dataclass(frozen=True, slots=True)
class _Due:
    """What there is to tell one member now: the letters, and up to where they are told once that is said."""

    member_id: str
    before: Told
    after: Told
    letters: tuple[Mapping[str, object], ...]


def choice_of(read: Reading, member_id: str) -> NewsChoice:
    """What a member chose to hear."""
    return news_choice(read.preference(f"{PREFERENCE}{member_id}"))


def addressed(read: Reading, member_id: str) -> bool:
    """Whether letters reach a member."""
    return bool(_address(read.identities().get(member_id)))


def choose(books: Books, member_id: str, choice: NewsChoice, *, id: str, at: datetime) -> None:
    """Keep what a member wants to hear; what happened before is not told. Refused without an address."""
    with books.work() as work:
        state = work.state(OFFICE)
        read = work.read
        read.terms(member_id)
        if (choice.wants_news or choice.statement) and not _address(read.identities().get(member_id)):
            raise Refused("no_address", "There is no e-mail address of this member: write it down first.")
        keep_order(work, state, at)
        was, mark = choice_of(read, member_id), read.worksheet(_mark(member_id))
        if mark is None:
            _keep_mark(work, member_id, _from_now_on(read), at)
        elif was.sold is Rhythm.NONE and choice.sold is not Rhythm.NONE:
            told = replace(Told.from_plain(mark.body), heads=read.heads())
            _keep_mark(work, member_id, told, at)
        work.put_preferences({f"{PREFERENCE}{member_id}": plain_choice(choice)})
        work.enter_registers(id, iso(at))
        log_event(work, OFFICE, at, "news", member_id)
        work.commit()


def due(read: Reading, at: datetime) -> list[_Due]:
    """What there is to tell every member who chose to hear of it, from one view of the books."""
    shop, identities = read.shop(), read.identities()
    open_days = tuple(session.day for till in read.tills() if (session := read.session(till)) is not None)
    found = []
    for sheet in read.worksheets(NEWS):
        identity = identities.get(sheet.member)
        if not _address(identity) or identity is None:
            continue
        choice, before = choice_of(read, sheet.member), Told.from_plain(sheet.body)
        words = Words(choice.language)
        news, after = _news(read, sheet.member, choice, before, at.date(), open_days)
        letters = []
        if news:
            letters.append(_plain(news_letter(news, identity, choice, shop, words)))
        months = _months(read, before) if choice.statement else []
        letters += [{"month": str(month)} for month in months if _has_statement(read, month, sheet.member)]
        last = read.last_settled()
        after = replace(after, month=str(last) if last else before.month)
        if letters or after != before:
            found.append(_Due(sheet.member, before, after, tuple(letters)))
    return found


def keep(books: Books, found: Sequence[_Due], *, at: datetime) -> int:
    """Keep those letters and mark what they tell, member by member; returns how many letters were kept.

    Whoever was told meanwhile, by another till, is left out.
    """
    kept = 0
    for each in found:
        with books.work() as work:
            work.state(OFFICE)
            sheet = work.read.worksheet(_mark(each.member_id))
            if sheet is None or Told.from_plain(sheet.body) != each.before:
                continue
            for body in each.letters:
                work.put_worksheet(Worksheet(new_id(), LETTER, each.member_id, iso(at), body))
            _keep_mark(work, each.member_id, each.after, at)
            work.commit()
        kept += len(each.letters)
    return kept


def hand_over(books: Books, post: Post, write: Write, *, at: datetime) -> int:
    """Give the kept letters to the post, which takes each once; returns how many it took.

    A letter whose member has no address any longer is dropped. The books are locked while one changes hands:
    no other till gives it to its own post, nobody is erased meanwhile.
    """
    if not post.ready:
        return 0
    with books.read() as read:
        sheets = read.worksheets(LETTER)
    taken = 0
    for sheet in sheets:
        paper = _paper(books, sheet, write)
        with books.work() as work:
            work.state(OFFICE)
            if work.read.worksheet(sheet.id) is None:
                continue
            letter = _letter(work.read, sheet, at)
            if letter is not None:
                post.submit(replace(letter, paper=paper))
                taken += 1
            work.drop_worksheet(sheet.id)
            work.commit()
    return taken


def tell(books: Books, post: Post, write: Write, *, at: datetime) -> int:
    """One round: what is due is kept, what is kept is handed over; returns how many letters left."""
    if not post.ready:
        return 0
    with books.read() as read:
        found = due(read, at)
    keep(books, found, at=at)
    return hand_over(books, post, write, at=at)


def _news(
    read: Reading, member_id: str, choice: NewsChoice, before: Told, today: date, open_days: tuple[date, ...]
) -> tuple[News, Told]:
    until = told_until(choice.sold, today, open_days)
    items = read.sold_since(member_id, before.heads, until)
    heads = dict(before.heads)
    for item in items:
        heads[item.till] = max(heads.get(item.till, 0), item.entry)
    low, low_told = _running_out(read, choice, before, items)
    ending = {item.article_id: item for item in ending_of(read, member_id, today)} if choice.ending else {}
    told = before.ending or {}
    fresh = tuple(item for item in ending.values() if told.get(item.article_id) != item.until.isoformat())
    sold = tuple(items) if choice.sold is not Rhythm.NONE else ()
    after = replace(
        before,
        heads=heads,
        low=low_told,
        ending={item.article_id: item.until.isoformat() for item in ending.values()},
    )
    return News(sold, low, fresh), after


def _running_out(
    read: Reading, choice: NewsChoice, before: Told, items: Sequence[SoldItem]
) -> tuple[tuple[LowItem, ...], frozenset[str]]:
    """What sales brought down to the few pieces that the member chose; told again only after a restock.

    A single piece that is sold does not run out.
    """
    least = choice.running_out
    if least is None:
        return (), frozenset()
    still = frozenset(each for each in before.low if read.stock_of(each) <= least)
    low = []
    for article_id in dict.fromkeys(item.article_id for item in items if item.quantity > 0):
        article = read.article(article_id)
        on_hand = read.stock_of(article_id)
        if article is None or article.unique or article_id in still or on_hand > least:
            continue
        low.append(LowItem(article_id, article.code, article.label, max(on_hand, 0)))
    return tuple(low), still | {each.article_id for each in low}


def _months(read: Reading, before: Told) -> list[Month]:
    """The months that were settled since."""
    last = read.last_settled()
    if last is None:
        return []
    month = Month.parse(before.month).next if before.month else last
    found = []
    while month <= last:
        found.append(month)
        month = month.next
    return found


def _has_statement(read: Reading, month: Month, member_id: str) -> bool:
    settled = read.settled(month)
    return settled is not None and any(row.member_id == member_id for row in settled.rows)


def _letter(read: Reading, sheet: Worksheet, at: datetime) -> Letter | None:
    """The kept letter with the address that holds now; None if there is none any longer."""
    identity = read.identities().get(sheet.member)
    to = _address(identity)
    if identity is None or not to:
        return None
    body = sheet.body
    name = ""
    if "month" in body:
        month = Month.parse(body["month"])
        words = Words(choice_of(read, sheet.member).language)
        written = statement_letter(identity, month, read.shop(), words)
        name = f"{month}.pdf"
    else:
        written = Written(body["title"], body["subject"], body["text"])
    return Letter(sheet.id, written.title, to, written.subject, written.text, at, paper_name=name)


def _paper(books: Books, sheet: Worksheet, write: Write) -> bytes:
    """The PDF that goes with a letter, b"" for none; it is written while no sale waits for the books."""
    if "month" not in sheet.body:
        return b""
    with books.read() as read:
        settled = preview(read, Month.parse(sheet.body["month"]))
        statement = next(iter(statements(read, settled, sheet.member)), None)
        words = Words(choice_of(read, sheet.member).language)
    return write(statement, words) if statement else b""


def _plain(written: Written) -> dict[str, object]:
    return {"title": written.title, "subject": written.subject, "text": written.text}


def _address(identity: Identity | None) -> str:
    """Where letters go; "" if nowhere."""
    if identity is None or not identity.email.strip():
        return ""
    try:
        return checked_address(identity.email)
    except Refused:
        return ""


def _from_now_on(read: Reading) -> Told:
    last = read.last_settled()
    return Told(read.heads(), month=str(last) if last else "")


def _mark(member_id: str) -> str:
    return f"{NEWS}-{member_id}"


def _keep_mark(work: Work, member_id: str, told: Told, at: datetime) -> None:
    work.put_worksheet(Worksheet(_mark(member_id), NEWS, member_id, iso(at), told.to_plain()))
