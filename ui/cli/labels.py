"""`labels`: labels for goods, on sheets as a PDF, on a label printer, or on the receipt printer."""

from __future__ import annotations

from pathlib import Path

import click

from ess_shop.errors import Refused
from ui.cli.place import opened
from ui.cli.speaking import progress, say, told, words


@click.command(help=words("Print labels for goods: a PDF of sheets, a Brother QL, or the receipt printer."))
@click.option(
    "--member",
    "members",
    multiple=True,
    help=words("All goods of this member, a label for every piece here."),
)
@click.option(
    "--code",
    "codes",
    multiple=True,
    metavar="CODE[=N]",
    help=words("N labels of this article; 1 by default."),
)
@click.option(
    "--slip",
    "slips",
    multiple=True,
    metavar="NUMBER",
    help=words("A label for every piece this slip brought."),
)
@click.option("--each", type=click.IntRange(min=1), help=words("So many per article, not one per piece."))
@click.option(
    "--layout",
    default="L7160",
    show_default=True,
    help=words("The sheet’s number, or a label’s size: 70x36."),
)
@click.option("--columns", type=click.IntRange(min=1), help=words("Of one’s own size: labels across."))
@click.option("--rows", type=click.IntRange(min=1), help=words("Of one’s own size: labels down."))
@click.option("--left", help=words("Of one’s own size: the left margin in mm; centred by default."))
@click.option("--top", help=words("Of one’s own size: the upper margin in mm; centred by default."))
@click.option("--gap-x", help=words("Of one’s own size: mm between columns."))
@click.option("--gap-y", help=words("Of one’s own size: mm between rows."))
@click.option(
    "--start", default=1, show_default=True, help=words("The first label that is free on the sheet.")
)
@click.option("--outline", is_flag=True, help=words("Draw the labels’ edges, to try on plain paper."))
@click.option("--page", default="", help=words("The member’s page for a QR code; {member} is the code."))
@click.option(
    "--give-barcodes", is_flag=True, help=words("Give articles without a barcode one of the shop’s.")
)
@click.option("--out", type=click.Path(path_type=Path), help=words("The PDF of the sheets."))
@click.option("--roll", help=words("On a roll instead: 62, 62x29, 29x90 (Brother QL), 58, 80 (receipts)."))
@click.option("--to", help=words("The roll’s printer: host:port, /dev/usb/lp0, or vendor:product."))
@click.pass_context
@told
def labels(
    context: click.Context,
    /,
    members: tuple[str, ...],
    slips: tuple[str, ...],
    codes: tuple[str, ...],
    each: int | None,
    layout: str,
    start: int,
    outline: bool,
    page: str,
    give_barcodes: bool,
    out: Path | None,
    roll: str | None,
    to: str | None,
    **measures: str | int | None,
) -> None:
    """Print labels."""
    from ess_shop.domain.ids import new_id
    from ess_shop.domain.label_settings import label_settings
    from ess_shop.domain.label_sheets import layout_named
    from ess_shop.domain.labels import each as every
    from ess_shop.domain.preferences import LABELS
    from ess_shop.services import labelling
    from ui import bootstrap

    if (out is None) == (roll is None) or (roll is None) != (to is None):
        raise Refused(
            "labels_where", "Say where to print: --out labels.pdf, or --roll 62x29 --to its printer."
        )
    sheets = layout_named(layout, **measures)
    named = dict(_code_and_number(code) for code in codes)
    with opened(context) as books:
        with books.read() as read:
            several = labelling.counted(read, members=members, slips=slips, codes=named, each=each)
            settings = label_settings(read.preference(LABELS))
            at = bootstrap.now(read.shop().timezone)
        if give_barcodes:
            given = labelling.give_barcodes(books, several, settings.own, id=new_id(), at=at)
            say("{count} article(s) were given a barcode.", count=given)
        with books.read() as read:
            ready = every(labelling.wanted(read, several, page=page or settings.page))
    press = bootstrap.LabelPress(words)
    with progress("Drawing the labels") as show:
        if out is not None:
            press.sheets(out, ready, sheets, start=start, outline=outline, progress=show)
        else:
            press.roll(str(to), ready, str(roll), progress=show)
    say("{count} label(s) are in {place}.", count=len(ready), place=out or to)


def _code_and_number(text: str) -> tuple[str, int]:
    code, equals, number = text.rpartition("=")
    if not equals:
        return text, 1
    if not code or not number.isascii() or not number.isdigit() or not int(number[:9]):
        raise Refused("bad_code", "“{text}” is no article with a number of labels: write A0001=3.", text=text)
    return code, int(number[:9])
