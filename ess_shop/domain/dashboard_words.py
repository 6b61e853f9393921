"""The dashboard section by section, each with its plot, its table and its file."""

from __future__ import annotations

from ess_shop.domain import dashboard_course as by_time
from ess_shop.domain import dashboard_ranks as ranks
from ess_shop.domain.dashboard import Dashboard
from ess_shop.domain.dashboard_told import Told
from ess_shop.domain.sections import Section
from ess_shop.domain.span_words import span_code
from ess_shop.domain.spans import Length, Span
from ess_shop.wording import Words


def sections_of(dashboard: Dashboard, words: Words) -> list[Section]:
    """Everything that has a plot and a table, in the order people ask for it."""
    told = Told(dashboard, words)
    found = [by_time.sales(told), by_time.commission(told), ranks.members(told), ranks.articles(told)]
    if dashboard.span.length is not Length.DAY:
        found.append(by_time.hours(told))
    if dashboard.shop.locals or dashboard.now.local:
        found.append(by_time.local(told))
    return [*found, ranks.between(told), by_time.fund(told)]


def month_told(dashboard: Dashboard, words: Words) -> list[Section]:
    """What somebody who settles a month looks at: sales, members, the part in local currency."""
    told = Told(dashboard, words)
    found = [by_time.sales(told), ranks.members(told)]
    if dashboard.shop.locals or dashboard.now.local:
        found.append(by_time.local(told))
    return found


def file_name(section: Section, span: Span) -> str:
    """What the file of a section is called, the same in every language."""
    return f"dashboard-{section.id}-{span_code(span)}"
