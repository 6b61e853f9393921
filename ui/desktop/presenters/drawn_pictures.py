"""The pictures that the program brings, as a key names them and as people call them."""

from __future__ import annotations

from collections.abc import Mapping

from ess_shop.wording import Words


def drawn_pictures(words: Words) -> Mapping[str, str]:
    """What each drawn picture shows."""
    return {
        "icon:bag": words("Bag"),
        "icon:basket": words("Basketry"),
        "icon:beer": words("Beer"),
        "icon:bicycle": words("Bicycle"),
        "icon:bikepart": words("Bicycle part"),
        "icon:biscuits": words("Biscuits"),
        "icon:book": words("Book"),
        "icon:bowl": words("Bowl"),
        "icon:bread": words("Bread"),
        "icon:brush": words("Brush"),
        "icon:candle": words("Candle"),
        "icon:card": words("Greeting card"),
        "icon:cheese": words("Cheese"),
        "icon:chocolate": words("Chocolate"),
        "icon:game": words("Game"),
        "icon:hat": words("Hat"),
        "icon:honey": words("Honey"),
        "icon:jam": words("Jam"),
        "icon:juice": words("Juice"),
        "icon:lamp": words("Lamp"),
        "icon:mug": words("Mug"),
        "icon:notebook": words("Notebook"),
        "icon:oil": words("Oil"),
        "icon:plant": words("Plant"),
        "icon:plate": words("Plate"),
        "icon:puppet": words("Puppet"),
        "icon:record": words("Record"),
        "icon:ring": words("Ring"),
        "icon:scarf": words("Scarf"),
        "icon:seeds": words("Seeds"),
        "icon:soap": words("Soap"),
        "icon:socks": words("Socks"),
        "icon:sweater": words("Sweater"),
        "icon:tea": words("Tea"),
        "icon:towel": words("Towel"),
        "icon:toycar": words("Toy car"),
        "icon:vegetables": words("Vegetables"),
        "icon:voucher": words("Gift voucher"),
        "icon:zine": words("Magazine"),
    }
