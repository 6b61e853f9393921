"""Goods whose time is over: told to their member, prolonged, given back or given away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from ess_shop.domain import expiry_words
from ess_shop.domain.ids import id_for
from ess_shop.domain.journal import OFFICE, Kind
from ess_shop.domain.mail import Letter, checked_address
from ess_shop.domain.money import Money
from ess_shop.domain.news import EndingItem
from ess_shop.domain.stays import STAY_TOLD, Stay, StayRow, prolonged
from ess_shop.errors import NotFound, Refused
from ess_shop.papers import ExpiredRow, ExpiryLetter
from ess_shop.ports import Books
from ess_shop.reading import Reading
from ess_shop.services.marking_down import marked_down, next_markdown
from ess_shop.services.months import recorded_before
from ess_shop.services.registering import put_articles
from ess_shop.services.slip_papers import identity_of
from ess_shop.services.timekeeping import iso, keep_order, log_event
from ess_shop.wording import Words

LONGEST_MORE = 3660


def ending_of(read: Reading, member_id: str, today: date) -> list[EndingItem]:
    """A member's goods whose time ends within two weeks."""
    return [
        EndingItem(row.article_id, row.code, row.label, row.on_hand, row.until)
        for row in read.stays(today, member_id)
        if row.state is Stay.ENDING
    ]


def over_of(read: Reading, member_id: str, today: date) -> list[StayRow]:
    """A member's goods whose time is over, as far as the same is done with them as with the first."""
    over = [row for row in read.stays(today, member_id) if row.state is not Stay.ENDING]
    return [row for row in over if row.after is over[0].after]


def prolong(books: Books, article_ids: Sequence[str], days: int, *, id: str, at: datetime) -> Sequence[date]:
    """Let goods stay so many days more; the same id again does nothing. Returns their new last days.

    Refused for a number of days that makes no sense, and for goods that may stay anyway.
    """
    if not 0 < days <= LONGEST_MORE:
        raise Refused("bad_days", "A number of days lies between 0 and {most}.", most=LONGEST_MORE)
    with books.work() as work:
        state, read = work.state(OFFICE), work.read
        articles = [read.article(each) for each in article_ids]
        known = [article for article in articles if article is not None]
        if recorded_before(work, id, Kind.REGISTER):
            return [article.stays_until for article in known if article.stays_until]
        if len(known) < len(article_ids):
            raise NotFound("unknown_article", "There is no such article.")
        members = {article.member_id for article in known}
        rows = [row for member in members for row in read.stays(at.date(), member)]
        until = {row.article_id: row.until for row in rows}
        late = [article for article in known if article.id not in until]
        if late:
            raise Refused(
                "not_ending",
                "“{label}” is not here any more, or its time does not end yet.",
                label=late[0].label,
            )
        longer = [
            replace(
                article,
                stays_until=prolonged(until[article.id], days, at.date()),
                revision=article.revision + 1,
            )
            for article in known
        ]
        keep_order(work, state, at)
        put_articles(work, longer)
        work.enter_registers(id, iso(at))
        work.commit()
    return [article.stays_until for article in longer if article.stays_until]


def set_back(books: Books, before: Mapping[str, date | None], *, id: str, at: datetime) -> None:
    """Let goods stay as long as they could before, by article id; the same id again does nothing."""
    with books.work() as work:
        state = work.state(OFFICE)
        if recorded_before(work, id, Kind.REGISTER):
            return
        known = [article for each in before if (article := work.read.article(each)) is not None]
        keep_order(work, state, at)
        put_articles(
            work,
            [
                replace(article, stays_until=before[article.id], revision=article.revision + 1)
                for article in known
            ],
        )
        work.enter_registers(id, iso(at))
        work.commit()


def price_steps(read: Reading, article_id: str, day: date) -> tuple[Money | None, tuple[date, Money] | None]:
    """What a marked down article costs that day (None: its own price), and from when it costs which less."""
    article = read.article(article_id)
    if article is None:
        raise NotFound("no_such_article", "There is no such article.")
    now = marked_down(read, article, read.consignor(article.member_id, day), day)
    return now, next_markdown(read, article, day)


def letter_to(
    read: Reading, rows: Sequence[StayRow], day: date, *, volunteer: str = "", training: bool = False
) -> ExpiryLetter:
    """The letter to the member of these goods; Refused where there is nothing to say."""
    if not rows:
        raise Refused("nothing_over", "Nothing of this member’s is over: there is no letter to write.")
    member = read.member(rows[0].member_id)
    return ExpiryLetter(
        shop=read.shop(),
        member=member,
        identity=identity_of(read, member),
        day=day,
        rows=tuple(
            ExpiredRow(row.code, row.label, row.on_hand, row.price, row.since, row.until) for row in rows
        ),
        after=rows[0].after,
        fetch_until=max(row.grace_until for row in rows),
        volunteer=volunteer,
        training=training,
    )


def mail_of(letter: ExpiryLetter, words: Words, *, at: datetime) -> Letter:
    """The same letter by e-mail; the same goods on the same day make the same letter, which leaves once.

    Refused without an address to which letters can go.
    """
    if not letter.identity.email.strip():
        raise Refused("no_address", "There is no e-mail address of this member: write it down first.")
    above, below = expiry_words.letter_said(letter, words)
    goods = [
        words(
            "{quantity} × {label} ({code}), {price}, here since {since}",
            quantity=row.quantity,
            label=row.label,
            code=row.code,
            price=row.price,
            since=row.since,
        )
        for row in letter.rows
    ]
    text = [
        expiry_words.greeting(letter, words),
        *above,
        "\n".join(f"- {each}" for each in goods),
        *below,
        "\n".join(expiry_words.signed(letter, words)),
    ]
    codes = ",".join(row.code for row in letter.rows)
    return Letter(
        id=f"stay-{id_for(at.replace(hour=0, minute=0, second=0, microsecond=0), letter.member.id, codes)}",
        title=words("End of stay, {name}", name=letter.identity.name),
        to=checked_address(letter.identity.email),
        subject=expiry_words.subject_of(letter, words),
        text="\n\n".join(text) + "\n",
        at=at,
    )


def note_told(books: Books, member_id: str, *, at: datetime) -> None:
    """Note that a member was told today."""
    with books.work() as work:
        keep_order(work, work.state(OFFICE), at)
        log_event(work, OFFICE, at, STAY_TOLD, member_id)
        work.commit()
