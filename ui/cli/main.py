"""`ess-shop`: the books of the shop from a terminal."""

from __future__ import annotations

import gettext
import os
import sys

import click

from ess_shop import __version__
from ess_shop.wording import LOCALE, language_of

os.environ["LANGUAGE"] = language_of()
gettext.bindtextdomain("ess_shop", LOCALE)
gettext.textdomain("ess_shop")  # click's own words come from the same catalogue

from ui.cli import (  # noqa: E402
    accounts,
    archiving,
    closing,
    dashboard,
    deposit_list,
    devices,
    expiring,
    goods,
    home,
    invoices,
    labels,
    law,
    members,
    month,
    moving,
    news,
    papers,
    payouts,
    police,
    proving,
    registers,
    rights,
    setting_up,
    settling,
    stocktakes,
    terms,
    window,
)
from ui.cli.speaking import words  # noqa: E402


@click.group(
    name="ess-shop",
    help=words("The till and the books of a common shop. Alone, it opens the till's window."),
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--books",
    envvar="ESS_SHOP_BOOKS",
    metavar="PATH_OR_URL",
    help=words("A SQLite file or postgresql+psycopg://…; also the variable ESS_SHOP_BOOKS."),
)
@click.version_option(__version__, prog_name="ess-shop")
@click.pass_context
def group(context: click.Context, books: str | None) -> None:
    """Everything starts here; the place of the books travels in the context. Alone, it opens the till."""
    context.obj = books
    if context.invoked_subcommand is None:
        window.open_till(context)


for command in (
    setting_up.new,
    setting_up.change,
    registers.bring_in,
    goods.slips,
    goods.stock,
    goods.withdraw,
    goods.write_off,
    expiring.expiring,
    stocktakes.stocktakes,
    police.police_register,
    moving.replay,
    deposit_list.deposit_list,
    settling.adjust,
    settling.settle,
    payouts.payouts,
    month.month,
    closing.close,
    invoices.invoices,
    accounts.fec,
    accounts.accounting,
    accounts.balance,
    accounts.e_reporting,
    accounts.member_days,
    proving.verify,
    proving.report,
    law.event_log,
    law.attestation,
    law.fiscal_manual,
    rights.rights,
    rights.officer,
    dashboard.dashboard,
    archiving.archive,
    archiving.purge,
    archiving.keys,
    moving.backup,
    moving.restore,
    setting_up.sample,
    home.home_files,
    home.home_file,
    members.members,
    members.member,
    members.forget,
    news.news,
    labels.labels,
    terms.terms,
    papers.contract,
    devices.devices,
    window.demo,
    window.gallery,
):
    group.add_command(command)


def main() -> None:
    """The entry point of the `ess-shop` command."""
    try:
        group()
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
