"""`new`, `set` and `sample`: books are begun, changed in their settings, and shown."""

from __future__ import annotations

from pathlib import Path

import click

from ess_shop.errors import Refused
from ui.cli.place import opened, place_of
from ui.cli.speaking import print_json, say, told, words


@click.command(help=words("Begin new books; what exists is never overwritten."))
@click.option("--name", default="Boutique commune", show_default=True, help=words("The shop's name."))
@click.option("--siret", default="", help=words("Its SIRET."))
@click.option("--vat-number", default="", help=words("Its VAT number."))
@click.option("--iban", default="", help=words("The account that pays the members."))
@click.option("--bic", default="", help=words("That account's BIC."))
@click.option(
    "--currency",
    type=click.Choice(["EUR", "CHF"]),
    default="EUR",
    show_default=True,
    help=words("Legal currency."),
)
@click.option(
    "--local-currency",
    "local_currencies",
    multiple=True,
    metavar="CODE",
    help=words("A local currency, at parity."),
)
@click.option(
    "--vat-liable/--not-vat-liable",
    default=True,
    show_default=True,
    help=words("Whether the shop charges VAT."),
)
@click.pass_context
@told
def new(
    context: click.Context,
    name: str,
    siret: str,
    vat_number: str,
    iban: str,
    bic: str,
    currency: str,
    local_currencies: tuple[str, ...],
    vat_liable: bool,
) -> None:
    """Begin new books."""
    from ess_shop.services.founding import founded
    from ui import bootstrap

    shop = founded(
        name=name,
        currency=currency,
        vat_liable=vat_liable,
        local_currencies=local_currencies,
        siret=siret,
        vat_number=vat_number,
        iban=iban,
        bic=bic,
    )
    place = place_of(context)
    with bootstrap.new_books(place, shop) as books:
        say("New books of “{name}” at {place}.", name=shop.name, place=place)
        say("Keep a copy of the signing key elsewhere: {path}", path=books.key_path)


@click.command(
    "set",
    help=words(
        "Change a setting of the shop: name, iban, bic, siret, vat_number, email, street, postcode, town."
    ),
)
@click.argument("setting")
@click.argument("value")
@click.pass_context
@told
def change(context: click.Context, setting: str, value: str) -> None:
    """Change one setting."""
    from ess_shop.domain.ids import new_id
    from ess_shop.services.founding import changed
    from ess_shop.services.registering import change_shop
    from ui import bootstrap

    with opened(context) as books:
        with books.read() as read:
            shop = read.shop()
        change_shop(books, changed(shop, setting, value), id=new_id(), at=bootstrap.now(shop.timezone))
        say("{setting}: {value}", setting=setting, value=value)


@click.command(help=words("Play a real month on throwaway books, from import to proof; the papers are kept."))
@click.option(
    "--out", type=click.Path(path_type=Path), help=words("Where the papers go; a new folder by default.")
)
@click.option("--json", "as_json", is_flag=True, help=words("Figures for machines."))
@told
def sample(out: Path | None, as_json: bool) -> None:
    """Play the sample month."""
    from ui.cli.sample import play

    result = play(out)
    if as_json:
        print_json(result)
    if result["defects"]:
        raise Refused("defects", "{count} defect(s) found.", count=result["defects"])
