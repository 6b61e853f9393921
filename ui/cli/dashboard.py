"""`dashboard`: how the shop does in a span of days, as rows, tables and paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.cli.place import opened
from ui.cli.speaking import print_table, progress, say, told, words

if TYPE_CHECKING:
    from ess_shop.domain.dashboard import Dashboard
    from ess_shop.domain.sections import Section
    from ess_shop.domain.spans import Against, Span
    from ess_shop.ports import Books


@click.command(
    "dashboard",
    help=words(
        "Show how the shop does in a day, a week, a month, a year or between two days: 2026-11-25, 2026-W48, "
        "2026-11, 2026 or 2026-11-01..2026-11-15."
    ),
)
@click.argument("span")
@click.option("--last-year", is_flag=True, help=words("Compare with the year before."))
@click.option(
    "--csv",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help=words("Write each table into this folder."),
)
@click.option("--pdf", type=click.Path(path_type=Path), help=words("Write everything into this PDF."))
@click.pass_context
@told
def dashboard(
    context: click.Context, span: str, last_year: bool, folder: Path | None, pdf: Path | None
) -> None:
    """The large figures and every table, or files with them."""
    from ess_shop.domain.dashboard_words import file_name, sections_of
    from ess_shop.domain.spans import Against, span_named

    wanted = span_named(span)
    with opened(context) as books:
        found = _asked(books, wanted, Against.LAST_YEAR if last_year else Against.BEFORE)
    sections = sections_of(found, words)
    if folder is not None:
        from ess_shop.services.folders import make_folder
        from ui import bootstrap

        make_folder(folder)
        for section in sections:
            path = folder / f"{file_name(section, wanted)}.csv"
            bootstrap.ChartPress(words).table(path, section)
        say("The tables are in {path}.", path=folder)
    if pdf is not None:
        _write(pdf, found, sections)
        say("The dashboard is in {path}.", path=pdf)
    if folder is None and pdf is None:
        _show(found, sections)


def _asked(books: Books, span: Span, against: Against) -> Dashboard:
    """Question by question, so that a till that sells meanwhile never waits."""
    from ess_shop.services.dashboards import Gathering, Wanted
    from ui import bootstrap

    with books.read() as read:
        today = bootstrap.now(read.shop().timezone).date()
    gathering = Gathering(Wanted(span, against, today))
    with progress("Adding up…") as heard:
        while not gathering.over:
            with books.read() as read:
                gathering.ask(read)
            heard(gathering.done, gathering.total)
    with books.read() as read:
        return gathering.dashboard(read)


def _write(path: Path, found: Dashboard, sections: list[Section]) -> None:
    from ess_shop.domain.dashboard_figures import figures_of
    from ess_shop.services.dashboards import dashboard_paper
    from ui import bootstrap

    paper = dashboard_paper(found, words, sections, figures_of(found, words))
    bootstrap.ChartPress(words).paper(path, paper)


def _show(found: Dashboard, sections: list[Section]) -> None:
    from ess_shop.domain.dashboard_figures import compared_name, figures_of
    from ess_shop.domain.sections import cell_said
    from ess_shop.domain.span_words import span_name

    click.echo(span_name(found.span, words))
    click.echo(compared_name(found, words))
    click.echo()
    print_table(
        (words("Figure"), words("Amount"), ""),
        [[figure.name, figure.said, figure.remark] for figure in figures_of(found, words)],
        frozenset({1}),
    )
    for section in sections:
        click.echo()
        click.echo(section.title)
        click.echo(section.said)
        lines = [*section.lines, section.total] if section.total else section.lines
        if section.lines:
            rows = [
                [line.code, line.name, *(cell_said(cell, words) for cell in line.cells)] for line in lines
            ]
            print_table(section.titles, rows, frozenset(range(2, len(section.titles))))
