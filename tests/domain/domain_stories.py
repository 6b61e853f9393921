"""A small shop, its members and baskets, from which the stories of the rules are told."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, settings
from hypothesis import strategies as st

from ess_shop.domain.articles import Article
from ess_shop.domain.basket import Basket, BasketLine, Discount, ReturnLine, Tender
from ess_shop.domain.clauses import LONGEST_STAY, After, Clauses, Exemption, MarkdownStep, Tier
from ess_shop.domain.currencies import CHF, EUR, ChangePolicy, LocalCurrency
from ess_shop.domain.members import VatStatus
from ess_shop.domain.money import WHOLE, Currency, Money, Rate
from ess_shop.domain.sale import LineRef, Means, SaleLine
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import BEGINNING, Bearer, CommissionBase, Consignor, Terms, VatRole, role_for

examples = settings(max_examples=80, derandomize=True, deadline=None)

LEMAN = LocalCurrency(Currency("LEM"), "Léman")
ROUE = LocalCurrency(Currency("ROU"), "La Roue")
SHOP = Shop("Boutique des Deux Rives", locals=(LEMAN, ROUE))
NOT_LIABLE = replace(SHOP, vat_liable=False)
SWISS = Shop("Épicerie de la Gare", currency=CHF, cash_limit=None, cash_step=5, locals=(LEMAN,))
VAT_20 = Rate.percent(20)


def with_change(policy: ChangePolicy) -> Shop:
    """The shop, its Léman giving change in this way."""
    return replace(SHOP, locals=(replace(LEMAN, change=policy), ROUE))


def eur(minor: int) -> Money:
    """Cents of a euro."""
    return Money(minor, EUR)


def lem(minor: int) -> Money:
    """Cents of a Léman."""
    return LEMAN.money(minor)


def rou(minor: int) -> Money:
    """Cents of a Roue."""
    return ROUE.money(minor)


def consignor(
    member: str = "m-1",
    *,
    percent: str | int = 30,
    base: CommissionBase = CommissionBase.TAG,
    status: VatStatus = VatStatus.LIABLE,
    role: VatRole | None = None,
    bearer: Bearer = Bearer.SHARED,
    accepts: dict[str, str | int] | None = None,
) -> Consignor:
    """A member as the till needs them; accepts maps a currency code to a percentage."""
    return Consignor(
        member_id=member,
        code=member.upper(),
        vat_status=status,
        terms=Terms(
            id=f"t-{member}",
            member_id=member,
            valid_from=BEGINNING,
            commission=Rate.percent(percent),
            role=role or role_for(status, shop_liable=True),
            base=base,
            discount_bearer=bearer,
        ),
        acceptance=tuple((code, Rate.percent(part)) for code, part in (accepts or {}).items()),
    )


def line(
    price: int,
    who: Consignor | None = None,
    *,
    quantity: int = 1,
    vat: Rate = VAT_20,
    discount: Discount | None = None,
    reason: str = "",
    currency: Currency = EUR,
) -> BasketLine:
    """So many pieces of something at a price in cents."""
    owner = who or consignor()
    tag = Money(price, currency)
    article = Article(f"a-{owner.member_id}", "SAV-1", "Savon au lait", owner.member_id, tag, vat)
    return BasketLine(article, owner, quantity, tag, discount, reason)


def basket(*lines: BasketLine | ReturnLine, discount: Discount | None = None) -> Basket:
    """A basket of these lines."""
    return Basket(lines, discount)


def cash(minor: int, currency: Currency = EUR) -> Tender:
    """Notes and coins."""
    return Tender(Means.CASH, Money(minor, currency))


def card(minor: int, currency: Currency = EUR) -> Tender:
    """A payment by card."""
    return Tender(Means.CARD, Money(minor, currency))


def coupons(amount: Money) -> Tender:
    """Local currency on paper."""
    return Tender(Means.COUPON, amount)


def electronic(amount: Money) -> Tender:
    """Local currency by telephone."""
    return Tender(Means.ELECTRONIC, amount)


def back(sold: SaleLine, quantity: int, before: int = 0) -> ReturnLine:
    """Pieces of a sold line that come back with the ticket."""
    return ReturnLine(sold, LineRef("T1", 7, 1), quantity, before, "cassé")


rates = st.integers(min_value=0, max_value=WHOLE.millionths).map(Rate)
vats = st.sampled_from([Rate.percent(text) for text in ("0", "2.1", "5.5", "8.1", "10", "20")])
prices = st.integers(min_value=0, max_value=60_000)


words_of_category = st.sampled_from(["Livres", "Vêtements", "Savon", "Œufs"])


@st.composite
def clauses(draw: st.DrawFn) -> Clauses:
    """Anything that a contract may say: nothing twice, percents that leave something to the member."""
    small = st.integers(min_value=0, max_value=600_000).map(Rate)
    some = draw(st.dictionaries(words_of_category, small, max_size=3))
    tiers = draw(st.dictionaries(st.integers(0, 60_000), small, max_size=3))
    steps = draw(
        st.dictionaries(st.tuples(st.integers(0, 400), words_of_category | st.just("")), rates, max_size=4)
    )
    return Clauses(
        exemptions=tuple(Exemption(rate, category=name) for name, rate in some.items())
        + tuple(Exemption(rate, article_id="a-m-1") for rate in draw(st.lists(small, max_size=1))),
        tiers=tuple(Tier(begin, rate) for begin, rate in tiers.items()),
        memo=draw(st.booleans()),
        piece_fee=draw(st.integers(0, 200)),
        membership_fee=draw(st.integers(0, 5000)),
        membership_month=draw(st.integers(1, 12)),
        grace_days=draw(st.integers(0, LONGEST_STAY)),
        after=draw(st.sampled_from(After)),
        markdown=tuple(MarkdownStep(days, rate, category) for (days, category), rate in steps.items()),
        floor=draw(rates),
        ceiling=draw(st.none() | rates),
    )


@st.composite
def consignors(draw: st.DrawFn, bases: tuple[CommissionBase, ...] = tuple(CommissionBase)) -> Consignor:
    """Any member of a shop whose commission leaves something to the member."""
    status = draw(st.sampled_from(list(VatStatus)))
    return Consignor(
        member_id=f"m-{draw(st.integers(min_value=1, max_value=4))}",
        code="M",
        vat_status=status,
        terms=Terms(
            id="t",
            member_id="m",
            valid_from=BEGINNING,
            commission=Rate(draw(st.integers(min_value=0, max_value=600_000))),
            role=role_for(status, shop_liable=True),
            base=draw(st.sampled_from(bases)),
        ),
        acceptance=(("LEM", draw(rates)), ("ROU", draw(rates))),
    )


@st.composite
def bought_lines(draw: st.DrawFn) -> BasketLine:
    """A line of a few pieces, sometimes with a discount that the shop bears."""
    quantity = draw(st.integers(min_value=1, max_value=6))
    price = draw(prices)
    discount = None
    if draw(st.booleans()):
        off = draw(st.integers(min_value=0, max_value=price * quantity))
        discount = Discount(eur(off), "abîmé", draw(st.sampled_from([Bearer.SHOP, Bearer.SHARED])))
    return line(price, draw(consignors()), quantity=quantity, vat=draw(vats), discount=discount)


@st.composite
def baskets(draw: st.DrawFn) -> Basket:
    """A basket of up to five lines in which each member has one contract; something is to be paid."""
    lines: list[BasketLine] = []
    seen: dict[str, Consignor] = {}
    for bought in draw(st.lists(bought_lines(), min_size=1, max_size=5)):
        owner = seen.setdefault(bought.consignor.member_id, bought.consignor)
        lines.append(replace(bought, consignor=owner))
    assume(any(is_paid_for(bought) for bought in lines))
    return Basket(tuple(lines))


def is_paid_for(bought: BasketLine) -> bool:
    """Whether a line is more than a gift."""
    off = bought.discount.amount.minor if bought.discount else 0
    return bought.unit_price.minor * bought.quantity > off
