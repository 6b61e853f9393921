"""`devices`: what is plugged in, and whether the printer works, for whoever stands before it."""

from __future__ import annotations

import sys

import click

from ui.cli.place import opened, place_of
from ui.cli.speaking import REFUSED, print_table, say, told, words


@click.group(help=words("Look at printers and scanners: what is plugged in, whether it works."))
def devices() -> None:
    """Two commands for the day when a printer is set up or silent."""


@devices.command("list", help=words("List the printers and ports that are plugged into this machine."))
@told
def plugged_in() -> None:
    """A row for each device."""
    from ui import bootstrap

    found = bootstrap.devices()
    kinds = ((words("serial port"), found.serial), (words("USB"), found.usb), (words("device"), found.files))
    rows = [(kind, device.address, device.name) for kind, group in kinds for device in group]
    if rows:
        print_table([words("Kind"), words("Address"), words("Name")], rows, frozenset())
    else:
        say("Nothing is plugged in that could be a printer or a scanner.")


@devices.command("check", help=words("Try the till’s receipt printer step by step; close the till first."))
@click.option("--till", help=words("The till whose printer is meant; the first one by default."))
@click.pass_context
@told
def check(context: click.Context, till: str | None) -> None:
    """Every step as it happens; the exit status tells whether all went well."""
    from ess_shop.domain.preferences import PRINTER
    from ess_shop.domain.receipt_printer import printer_settings
    from ui import bootstrap

    with opened(context) as books:
        named = till or bootstrap.till_here(books)
        with books.read() as read:
            settings = printer_settings(read.preference(f"{PRINTER}{named}"))
    well = True
    for step in bootstrap.printer_check(settings, words, bootstrap.till_folder(place_of(context)) / "print"):
        say("{step}: {said}", step=step.name, said=step.said)
        well = well and step.well
    if not well:
        sys.exit(REFUSED)
