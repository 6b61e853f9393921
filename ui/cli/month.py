"""`month`: a month's end step by step, as the window leads through it."""

from __future__ import annotations

import click

from ui.cli import month_after, month_before
from ui.cli.speaking import words


@click.group(help=words("Settle a month (YYYY-MM) step by step: check, preview, approve, papers, pay."))
def month() -> None:
    """The month's end."""


for command in (
    month_before.check,
    month_before.preview,
    month_before.adjust,
    month_before.exclude,
    month_before.confirm,
    month_before.local,
    month_before.approve,
    month_after.papers,
    month_after.pay,
    month_after.refused,
    month_after.reverse,
    month_before.rules,
):
    month.add_command(command)
