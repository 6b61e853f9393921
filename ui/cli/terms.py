"""`terms`: a member's contract and its history; a new one from a day on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ess_shop.domain.source import shown
from ess_shop.errors import Refused
from ui.cli.place import opened
from ui.cli.speaking import print_json, say, told, warn, words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ess_shop.domain.contract_written import Row, Written
    from ess_shop.domain.members import Member
    from ess_shop.domain.terms import Terms
    from ess_shop.ports import Books
    from ess_shop.reading import Reading

LARGEST_FILE = 100_000
_PERCENT, _AMOUNT, _DAYS = "PERCENT", "AMOUNT", "DAYS"


@click.command(
    help=words(
        "Show a member’s contract and its history; with --from, agree on another one. What is not said stays "
        "as it is in the contract of that day, or in the shop’s usual terms."
    )
)
@click.argument("member")
@click.option("--from", "begins", metavar="DAY", help=words("From this day on another contract holds."))
@click.option("--file", type=click.Path(path_type=Path), help=words("The clauses, as --json writes them."))
@click.option("--commission", metavar=_PERCENT, help=words("What the shop keeps."))
@click.option("--memo/--no-memo", default=None, help=words("A fixed net price per article, or a part."))
@click.option(
    "--exception",
    "exceptions",
    multiple=True,
    metavar="CATEGORY=PERCENT",
    help=words("An article’s code too."),
)
@click.option(
    "--tier",
    "tiers",
    multiple=True,
    metavar="AMOUNT=PERCENT",
    help=words("From that price on, another part."),
)
@click.option("--piece-fee", metavar=_AMOUNT, help=words("For each piece sold."))
@click.option("--rent", "monthly_fee", metavar=_AMOUNT, help=words("Of a shelf, per month."))
@click.option("--membership", "membership_fee", metavar=_AMOUNT, help=words("Per year."))
@click.option("--membership-month", type=click.IntRange(1, 12), help=words("When it is taken."))
@click.option("--days", metavar=_DAYS, help=words("How long goods may stay."))
@click.option("--grace", metavar=_DAYS, help=words("More days to fetch them."))
@click.option(
    "--after", type=click.Choice(["return", "donate", "markdown", "keep"]), help=words("What is done then.")
)
@click.option(
    "--markdown",
    multiple=True,
    metavar="DAYS=PERCENT[=CATEGORY]",
    help=words("Percent off the first price from that age on."),
)
@click.option("--floor", metavar=_PERCENT, help=words("Never below this part of the first price."))
@click.option(
    "--discounts", type=click.Choice(["shop", "member", "shared"]), help=words("Who bears discounts.")
)
@click.option("--ceiling", metavar=_PERCENT, help=words("Up to which part of a price as agreed."))
@click.option(
    "--seller", type=click.Choice(["member", "shop", "margin"]), help=words("In whose name goods are sold.")
)
@click.option("--usual", is_flag=True, help=words("Offer these terms to new members too."))
@click.option("--take-back", metavar="DAY", help=words("Forget the contract that would begin on that day."))
@click.option("--json", "as_json", is_flag=True, help=words("Figures for machines."))
@click.pass_context
@told
def terms(
    context: click.Context,
    /,
    member: str,
    begins: str | None,
    file: Path | None,
    usual: bool,
    take_back: str | None,
    as_json: bool,
    **clauses: object,
) -> None:
    """A member's contract."""
    from ess_shop.services.deposit_lists import member_by_code

    given = {name: value for name, value in clauses.items() if value not in (None, ())}
    if begins is None and (given or file or usual):
        raise Refused("day_missing", "Say from which day on: --from 01/04/2026.")
    with opened(context) as books:
        with books.read() as read:
            found = member_by_code(read, member)
        if take_back is not None:
            _take_back(books, found, take_back)
        if begins is not None:
            _agree(books, found, begins, file, given, usual=usual)
        with books.read() as read:
            _show(read, found, as_json=as_json)


def _agree(
    books: Books, member: Member, begins: str, file: Path | None, given: dict[str, object], *, usual: bool
) -> None:
    from ess_shop.domain.contract_reader import ContractReader, day_of
    from ess_shop.domain.ids import new_id
    from ess_shop.services import contracting
    from ui import bootstrap

    day = day_of(begins)
    with books.read() as read:
        at = bootstrap.now(read.shop().timezone)
        written = _from_file(file) if file else contracting.begun_with(read, member, day)
        reader = ContractReader(read.shop(), contracting.finder(read))
        there = next((each for each in read.terms(member.id) if each.valid_from == day), None)
        agreed = reader.read(
            _changed(written, given),
            id=there.id if there else new_id(),
            member_id=member.id,
            valid_from=day,
            vat_status=member.vat_status,
        )
    for clause, wrong in reader.wrong.items():
        warn("{clause}: {sentence}", clause=clause, sentence=words.error(wrong))
    if agreed is None:
        raise Refused("contract_wrong", "Nothing was written.")
    agreement = contracting.agree(books, agreed, id=new_id(), at=at)
    if usual:
        contracting.make_usual(books, agreed, id=new_id(), at=at)
    for sentence, facts in agreement.remarks:
        warn(sentence, **facts)


def _take_back(books: Books, member: Member, day: str) -> None:
    from ess_shop.domain.contract_reader import day_of
    from ess_shop.domain.ids import new_id
    from ess_shop.services import contracting
    from ui import bootstrap

    begins = day_of(day)
    with books.read() as read:
        at = bootstrap.now(read.shop().timezone)
        there = next((each.id for each in read.terms(member.id) if each.valid_from == begins), "")
    contracting.take_back(books, there, member.id, id=new_id(), at=at)


def _changed(written: Written, given: dict[str, object]) -> Written:
    """What was written with what the options say otherwise."""
    from ess_shop.domain.contract_written import EACH_ROW

    said: dict[str, object] = {}
    for name, value in given.items():
        if name in EACH_ROW:
            said[name] = tuple(_row(text, len(EACH_ROW[name])) for text in value)  # type: ignore[attr-defined]
        else:
            said[name] = value if isinstance(value, bool) else str(value)
    return replace(written, **said)  # type: ignore[arg-type]


def _row(text: str, parts: int) -> Row:
    """`60=20` or `60=20=Books`; a row that says less has empty parts, which the reader refuses by name."""
    said = text.split("=", parts - 1)
    return tuple(said + [""] * (parts - len(said)))


def _from_file(file: Path) -> Written:
    """The clauses of a JSON file; Refused says what of it is none."""
    from ess_shop.domain.contract_written import written_from

    try:
        if file.stat().st_size > LARGEST_FILE:
            raise Refused("contract_file_large", "“{file}” is too large for a contract.", file=file.name)
        plain = json.loads(file.read_text("utf-8"), parse_float=str, parse_int=str, parse_constant=str)
    except OSError:
        raise Refused("no_such_file", "“{file}” cannot be read: check its name.", file=file.name) from None
    except (ValueError, RecursionError) as wrong:
        raise Refused(
            "no_json", "“{file}” is no JSON: {why}", file=file.name, why=shown(str(wrong), 80)
        ) from None
    clauses = plain.get("clauses", plain) if isinstance(plain, dict) else plain
    return written_from(clauses)


def _show(read: Reading, member: Member, *, as_json: bool) -> None:
    from ess_shop.domain.terms import BEGINNING, valid_on
    from ess_shop.services import contracting
    from ui import bootstrap

    history = read.terms(member.id)
    today = bootstrap.now(read.shop().timezone).date()
    now = valid_on(history, today)
    if as_json:
        print_json(
            {
                "member": member.code,
                "clauses": contracting.begun_with(read, member, today).to_plain(),
                "history": [
                    {"from": str(each.valid_from), "clauses": contracting.written(read, each).to_plain()}
                    for each in history
                ],
            }
        )
        return
    if now is None:
        say("{member} has no contract in force.", member=member.code)
    elif now.valid_from == BEGINNING:
        say("The contract of {member}, from the beginning:", member=member.code)
    else:
        say("The contract of {member} since {day}:", member=member.code, day=words.long_day(now.valid_from))
    if now is not None:
        _say_chapters(read, now)
    _say_history(read, history, today)


def _say_chapters(read: Reading, terms: Terms) -> None:
    from ess_shop.domain.contract_words import contract_said
    from ess_shop.services.slip_papers import labels_of

    labels = labels_of(read, (terms.clauses,))
    for chapter in contract_said(terms, shop=read.shop(), words=words, labels=labels):
        click.echo(f"  {chapter.title}")
        for sentence in chapter.sentences:
            click.echo(f"    {sentence}")


def _say_history(read: Reading, history: Sequence[Terms], today: date) -> None:
    from itertools import pairwise

    from ess_shop.domain.contract_changes import changes
    from ess_shop.services.slip_papers import labels_of

    labels = labels_of(read, [each.clauses for each in history])
    for before, after in pairwise(history):
        day = words.long_day(after.valid_from)
        say("What changes on {day}:" if after.valid_from > today else "What changed on {day}:", day=day)
        for sentence in changes(before, after, shop=read.shop(), words=words, labels=labels):
            click.echo(f"    {sentence}")
