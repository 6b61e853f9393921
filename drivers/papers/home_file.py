"""A member's month as one page of HTML: read offline, printed, in any size of letters; nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from drivers.papers.statement_cells import Cells, Note, Wording
from drivers.papers.statement_head import way_of
from drivers.papers.statement_steps import explanation, steps
from drivers.papers.statement_totals import totals_of
from ess_shop.domain.contract_words import contract_said
from ess_shop.services.home_files import HomeFile
from ess_shop.services.own_account import Wish
from ess_shop.wording import Words

STYLE = """
:root { color-scheme: light dark; --ink: #1d2b2e; --quiet: #5a6b6e; --paper: #fff; --edge: #d8dcd8;
  --accent: #14695a; --tint: #edf5f2; }
@media (prefers-color-scheme: dark) { :root { --ink: #eef3f1; --quiet: #a9b8b6; --paper: #16211f;
  --edge: #3a4a47; --accent: #7fd0bd; --tint: #1f2f2c; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1rem; color: var(--ink); background: var(--paper);
  font: 1.125rem/1.5 "Atkinson Hyperlegible", system-ui, sans-serif; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.3rem; margin: 2.5rem 0 .5rem; color: var(--accent); }
p { margin: .25rem 0; }
.quiet { color: var(--quiet); font-weight: 400; }
.paid { margin: 1.5rem 0; padding: .75rem 1rem; border-left: .3rem solid var(--accent);
  background: var(--tint); }
.paid strong { font-size: 1.7rem; }
.wide { overflow-x: auto; }
.lines td:nth-child(-n+2) { white-space: nowrap; }
.lines td:nth-child(3) { min-width: 14rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .45rem .6rem .45rem 0; border-bottom: 1px solid var(--edge);
  vertical-align: top; }
th { color: var(--quiet); font-weight: 600; }
td.right, th.right { text-align: right; padding-right: 0; padding-left: .6rem; white-space: nowrap; }
tr.strong td { font-weight: 700; border-bottom: 2px solid var(--accent); }
@media print { :root { --ink: #000; --quiet: #333; --paper: #fff; --edge: #999; --accent: #000;
  --tint: #fff; }
  body { max-width: none; padding: 0; font-size: 10pt; } tr { break-inside: avoid; } }
"""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text in a table, and what explains it below."""

    text: str
    notes: tuple[Note, ...] = ()


def home_page(file: HomeFile, words: Words) -> str:
    """The page; every word that came from somewhere is escaped."""
    statement = file.statement
    title = words("Statement of {month}", month=statement.month)
    who = statement.identity.name or statement.member.code
    parts = [
        "<!doctype html>",
        f'<html lang="{words.language}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">",
        f"<title>{escape(title)} – {escape(who)}</title><style>{STYLE}</style></head><body>",
        f"<h1>{escape(title)}</h1>",
        f"<p><strong>{escape(who)}</strong> · {escape(statement.member.code)}</p>",
        f'<p class="quiet">{escape(_from(file, words))}</p>',
        *_paid(file, words),
        *_summary(file, words),
        *_lines(file, words),
        *_goods(file, words),
        *_requests(file, words),
        *_contract(file, words),
        "</body></html>",
    ]
    return "\n".join(parts) + "\n"


def _from(file: HomeFile, words: Words) -> str:
    shop = file.statement.shop
    address = ", ".join(text for text in (shop.street, f"{shop.postcode} {shop.town}".strip()) if text)
    return words(
        "Written by {shop} on {day}. Statement {number}.",
        shop=f"{shop.name} ({address})" if address else shop.name,
        day=words.long_day(file.day),
        number=file.statement.rows[0].statement,
    )


def _paid(file: HomeFile, words: Words) -> Iterator[str]:
    """What is paid in each currency, and how."""
    statement = file.statement
    legal, *locals_ = statement.rows
    yield f'<div class="paid"><p>{escape(words("We pay you"))}</p>'
    for row in (legal, *(row for row in locals_ if row.paid or row.carried)):
        way = way_of(row, statement, words)
        yield f"<p><strong>{escape(words.money(row.paid))}</strong> {escape(way)}</p>"
    yield "</div>"


def _summary(file: HomeFile, words: Words) -> Iterator[str]:
    """From the sales to what is paid, as the paper says it."""
    statement = file.statement
    currencies = [row.opening.currency for row in statement.rows]
    yield f"<h2>{escape(words('From your sales to your payment'))}</h2>"
    yield '<div class="wide"><table><thead><tr><th></th>'
    yield "".join(f'<th class="right">{escape(each.code)}</th>' for each in currencies)
    yield "</tr></thead><tbody>"
    for step in steps(statement, totals_of(statement), words):
        amounts = {amount.currency: amount for amount in step.amounts}
        cells = "".join(
            f'<td class="right">{escape(words.amount(amounts[each])) if each in amounts else ""}</td>'
            for each in currencies
        )
        notes = "".join(f'<br><span class="quiet">{escape(note)}</span>' for note in step.notes)
        strong = ' class="strong"' if step.strong else ""
        yield f"<tr{strong}><td>{escape(step.label)}{notes}</td>{cells}</tr>"
    yield "</tbody></table></div>"


def _lines(file: HomeFile, words: Words) -> Iterator[str]:
    """Every line with what explains it, and the sums below, as the paper has them."""
    yield f"<h2>{escape(words('Line by line'))}</h2>"
    statement = file.statement
    if not statement.lines:
        yield f"<p>{escape(words('No sales this month'))}</p>"
        return
    totals = totals_of(statement)
    wording = Wording(statement, totals, words)
    titles = wording.headings()
    heads = [(titles.day, False), (titles.ticket, False), (titles.code, False)]
    heads += [(title, True) for title in titles.figures]
    rows = [_cells(wording.line(line)) for line in statement.lines]
    yield '<div class="lines">'
    yield from _table(heads, rows, [_cells(cells) for cells in wording.sums(totals)])
    yield "</div>"
    yield f'<p class="quiet">{escape(explanation(statement, totals, words))}</p>'


def _cells(cells: Cells) -> list[Cell]:
    """A row of the paper's table as cells; what stands in several lines there does so here."""
    name = f"{cells.label} ({cells.code})" if cells.code else cells.label
    *figures, last = cells.figures
    more = tuple(Note("", amount) for amount in cells.more_local)
    return [
        Cell(cells.day),
        Cell(cells.ticket),
        Cell(name, cells.notes),
        *map(Cell, figures),
        Cell(last, more),
    ]


def _goods(file: HomeFile, words: Words) -> Iterator[str]:
    yield f"<h2>{escape(words('In the shop on {day}', day=words.long_day(file.day)))}</h2>"
    if not file.goods:
        yield f"<p>{escape(words('Nothing of yours is in the shop now.'))}</p>"
        return
    heads = [
        (words("Code"), False),
        (words("Article"), False),
        (words("Price"), True),
        (words("Here"), True),
        (words("At a fair"), True),
        (words("Until"), True),
    ]
    rows = [
        [
            Cell(row.code),
            Cell(row.label),
            Cell(words.money(row.price)),
            Cell(words.number(row.on_hand)),
            Cell(words.number(row.away) if row.away else ""),
            Cell(words.day(file.until[row.article_id]) if row.article_id in file.until else ""),
        ]
        for row in file.goods
    ]
    yield from _table(heads, rows)


def _contract(file: HomeFile, words: Words) -> Iterator[str]:
    if file.terms is None:
        return
    yield f"<h2>{escape(words('Your contract'))}</h2>"
    chapters = contract_said(file.terms, shop=file.statement.shop, words=words, labels=file.labels)
    for chapter in chapters:
        if chapter.sentences:
            said = " ".join(chapter.sentences)
            yield f"<p><strong>{escape(chapter.title)}.</strong> {escape(said)}</p>"


def _requests(file: HomeFile, words: Words) -> Iterator[str]:
    """What the member asked the shop and waits for."""
    if not file.requests:
        return
    said = {
        Wish.RESTOCK: words("You will bring more:"),
        Wish.WITHDRAWAL: words("You want to have back:"),
    }
    yield f"<h2>{escape(words('What you asked the shop'))}</h2>"
    for request in file.requests:
        asked = words("{day}: {wish}", day=date.fromisoformat(request.at[:10]), wish=said[request.wish])
        yield f"<p><strong>{escape(asked)}</strong></p><ul>"
        yield "".join(
            f"<li>{escape(words('{quantity} × {label}', quantity=line.quantity, label=line.label))}</li>"
            for line in request.lines
        )
        yield f"<li>{escape(request.note)}</li></ul>" if request.note else "</ul>"


def _table(
    heads: Sequence[tuple[str, bool]], rows: Sequence[Sequence[Cell]], sums: Sequence[Sequence[Cell]] = ()
) -> Iterator[str]:
    """Rows below their heads, those of figures at the right."""

    def cell(tag: str, cell: Cell, *, right: bool) -> str:
        side = ' class="right"' if right else ""
        below = "".join(f'<br><span class="quiet">{_note(note)}</span>' for note in cell.notes)
        return f"<{tag}{side}>{escape(cell.text)}{below}</{tag}>"

    def line(row: Sequence[Cell]) -> str:
        pairs = zip(row, heads, strict=True)
        return "".join(cell("td", each, right=right) for each, (_head, right) in pairs)

    yield '<div class="wide"><table><thead><tr>'
    yield "".join(cell("th", Cell(text), right=right) for text, right in heads)
    yield "</tr></thead><tbody>"
    yield "".join(f"<tr>{line(row)}</tr>" for row in rows)
    yield "".join(f'<tr class="strong">{line(row)}</tr>' for row in sums)
    yield "</tbody></table></div>"


def _note(note: Note) -> str:
    return f"<b>{escape(note.strong)}</b> {escape(note.text)}" if note.strong else escape(note.text)
