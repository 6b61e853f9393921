"""The till's window from a terminal: on the shop's books, or on the demo shop; with a screen or without."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from ui.cli.place import place_of
from ui.cli.speaking import progress, say, told, words


def has_screen() -> bool:
    """Whether a window can be shown; a Qt platform that somebody named counts as one."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in named)


@told
def open_till(context: click.Context) -> None:
    """The window on the shop's books; where there is no screen, the demo day is played instead."""
    if not has_screen():
        say("There is no screen here: the demo day is played without one, and leaves its pictures.")
        play(None)
        return
    from ui.desktop.program import run

    sys.exit(run(place_of(context), words))


@click.command(help=words("Open the till on a demo shop; without a screen, play its day and keep pictures."))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help=words("Where everything goes; a new folder by default."),
)
@told
def demo(out: Path | None) -> None:
    """The filled throwaway shop."""
    if not has_screen():
        say("There is no screen here: the demo day is played without one, and leaves its pictures.")
        play(out)
        return
    from ui.demo.place import prepared
    from ui.desktop.program import run

    with progress("Filling the demo shop") as show:
        place = prepared(out, show)
    say("Everyone's PIN is {pin}. The books are in {path}.", pin="1234", path=place)
    sys.exit(run(place, words, demo=True))


@click.command(help=words("Photograph every screen in its states, looks and languages, on a demo shop."))
@click.option(
    "--out", type=click.Path(path_type=Path), help=words("Where everything goes; a new folder by default.")
)
@told
def gallery(out: Path | None) -> None:
    """Pictures to look at after every change of a screen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ui.demo.place import prepared
    from ui.desktop.gallery import photograph

    with progress("Filling the demo shop") as show:
        place = prepared(out, show)
    folder = Path(place).parent
    say("{count} pictures are in {folder}.", count=photograph(place, folder), folder=folder)


def play(out: Path | None) -> None:
    """The demo day through the real window, offscreen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ui.demo.place import prepared
    from ui.desktop.demo_day import play_day

    with progress("Filling the demo shop") as show:
        place = prepared(out, show)
    folder = Path(place).parent
    result = play_day(place, words, folder)
    say(
        "{tickets} sales were rung up and the day was closed; {pictures} pictures, the receipts and"
        " {statements} statements of the month that waits are in {folder}.",
        tickets=result.tickets,
        pictures=result.pictures,
        statements=result.statements,
        folder=folder,
    )
