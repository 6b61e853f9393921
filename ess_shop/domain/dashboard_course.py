"""Sections of the dashboard that follow the time: sales, commission, local currency, hours, common fund."""

from __future__ import annotations

from ess_shop.domain.dashboard import share_of
from ess_shop.domain.dashboard_told import Told, by_hour, open_hours
from ess_shop.domain.money import Money, Rate
from ess_shop.domain.plots import Mark, Plot, Shape, Tick, tick_values
from ess_shop.domain.sections import Line, Section, cell_said, tenth
from ess_shop.domain.spans import Length
from ess_shop.domain.takings import HourTakings


def sales(told: Told) -> Section:
    """What came in, piece by piece, beside the time before."""
    words, of, money = told.words, told.of, told.money
    if of.span.length is Length.DAY:
        return sales_by_hour(told)
    best = max(of.course, key=lambda point: point.now.total)
    said = words(
        "{total} with {tickets}.",
        total=money(of.now.total),
        tickets=words.plural("{count} ticket", "{count} tickets", of.now.tickets),
    )
    if best.now.total > 0 and len(of.course) > 1:
        strongest = words("Most of all: {when}, {total}.", when=told.piece(best), total=money(best.now.total))
        said = words("{first} {second}", first=said, second=strongest)
    lines = [
        Line(
            point.first.isoformat(),
            "",
            told.piece(point),
            (point.now.tickets, money(point.now.total), told.before(point, lambda each: each.total)),
        )
        for point in of.course
    ]
    return Section(
        "sales",
        words("Sales"),
        said,
        told.by_time(lambda each: each.total),
        ("", told.step_title(), words("Tickets"), words("Sales"), words("Before")),
        ("from", "name", "tickets", "sales", "sales_before"),
        tuple(lines),
        told.sum((of.now.tickets, money(of.now.total), told.whole_before(lambda each: each.total))),
    )


def sales_by_hour(told: Told) -> Section:
    words, of, money = told.words, told.of, told.money
    hours = open_hours(of.hours_before, of.hours)
    now_by_hour, before_by_hour = by_hour(of.hours), by_hour(of.hours_before)
    marks, lines = [], []
    nothing = HourTakings()
    for hour in hours:
        now, before = now_by_hour.get(hour, nothing), before_by_hour.get(hour, nothing)
        name = told.hour(hour)
        than = before.total if of.compared else None
        marks.append(Mark(name, now.total, told.short(now.total), than))
        cells = (now.tickets, money(now.total), None if than is None else money(than))
        lines.append(Line(f"{hour:02d}:00", "", name, cells))
    return Section(
        "sales",
        words("Sales"),
        words(
            "{total} with {tickets}.",
            total=money(of.now.total),
            tickets=words.plural("{count} ticket", "{count} tickets", of.now.tickets),
        ),
        told.plot(Shape.COLUMNS, marks),
        ("", words("Hour"), words("Tickets"), words("Sales"), words("Before")),
        ("from", "name", "tickets", "sales", "sales_before"),
        tuple(lines),
        told.sum((of.now.tickets, money(of.now.total), told.whole_before(lambda each: each.total))),
    )


def commission(told: Told) -> Section:
    """What the shop kept, piece by piece."""
    words, of, money = told.words, told.of, told.money
    lines = [
        Line(
            point.first.isoformat(),
            "",
            told.piece(point),
            (
                money(point.now.kept),
                share_of(point.now.kept, point.now.total),
                told.before(point, lambda each: each.kept),
            ),
        )
        for point in of.course
    ]
    return Section(
        "commission",
        words("Commission"),
        words(
            "The shop keeps {amount}, tax included: {share} of the sales.",
            amount=money(of.now.kept),
            share=tenth(share_of(of.now.kept, of.now.total)),
        ),
        told.by_time(lambda each: each.kept),
        ("", told.step_title(), words("Commission"), words("Of the sales"), words("Before")),
        ("from", "name", "commission", "percent_of_sales", "commission_before"),
        tuple(lines),
        told.sum(
            (
                money(of.now.kept),
                share_of(of.now.kept, of.now.total),
                told.whole_before(lambda each: each.kept),
            )
        ),
    )


def local(told: Told) -> Section:
    """What came in local currency, and which part of the sales that is."""
    words, of, money = told.words, told.of, told.money
    marks, lines = [], []
    for point in of.course:
        part = share_of(point.now.local, point.now.total)
        than = point.before and share_of(point.before.local, point.before.total)
        marks.append(
            Mark(
                told.brief(point),
                part.millionths,
                cell_said(part, words) if part.millionths else "",
                than.millionths if than else None,
            )
        )
        lines.append(Line(point.first.isoformat(), "", told.piece(point), (money(point.now.local), part)))
    whole = share_of(of.now.local, of.now.total)
    received = [
        words("{amount} received", amount=Money(each.received, of.shop.currency_named(each.code)))
        for each in of.locals
    ]
    said = words("{share} of the sales were paid in local currency.", share=tenth(whole))
    for each in received:
        said = words("{first} {second}.", first=said, second=each)
    ticks = tuple(
        Tick(value, words.percent(Rate(value)))
        for value in tick_values([mark.value for mark in marks], unit=10_000)
    )
    plot = Plot(Shape.COLUMNS, tuple(marks), ticks, words("part of the sales"), *told.legend())
    return Section(
        "local",
        words("Local currency"),
        said,
        plot if any(mark.value for mark in marks) else None,
        ("", told.step_title(), words("Worth"), words("Of the sales")),
        ("from", "name", "worth", "percent_of_sales"),
        tuple(lines),
        told.sum((money(of.now.local), whole)),
    )


def hours(told: Told) -> Section:
    """When people come: tickets by the day of the week and the hour."""
    words, of = told.words, told.of
    clock, days = open_hours(of.hours), sorted({weekday for weekday, _hour in of.hours})
    busiest = max(of.hours, key=lambda at: (of.hours[at].tickets, [-part for part in at]), default=None)
    said = words("There is no ticket in these days.")
    if busiest is not None:
        said = words(
            "Most people come on {weekday} between {first} and {last}.",
            weekday=words.weekday_name(busiest[0]),
            first=told.hour(busiest[1]),
            last=told.hour((busiest[1] + 1) % 24),
        )
    nothing = HourTakings()
    tickets = {(day, hour): of.hours.get((day, hour), nothing).tickets for day in days for hour in clock}
    names = {day: words.weekday_name(day) for day in days}
    marks = tuple(
        Mark(names[day], count, words.number(count) if count else "")
        for (day, _hour), count in tickets.items()
    )
    across = tuple(told.hour(hour) for hour in clock)
    whole = by_hour(of.hours)
    return Section(
        "hours",
        words("Hours of the day"),
        said,
        Plot(Shape.GRID, marks, (), words("tickets"), across=across) if marks else None,
        ("", words("Hour"), *names.values(), words("Tickets")),
        ("hour", "name", *(f"weekday_{day + 1}" for day in days), "tickets"),
        tuple(
            Line(
                f"{hour:02d}:00",
                "",
                told.hour(hour),
                (*(tickets[day, hour] for day in days), whole.get(hour, nothing).tickets),
            )
            for hour in clock
        ),
        told.sum((*(sum(tickets[day, hour] for hour in clock) for day in days), of.now.tickets)),
    )


def fund(told: Told) -> Section:
    """What the months brought the common fund, what it gave out, what it holds."""
    words, fund, money = told.words, told.of.fund, told.money
    holds, lines = fund.opening, []
    for month in fund.months:
        holds += month.result
        name = words.month(month.month)
        if month.awaited:
            name = words("{month}, not settled yet", month=name)
        cells = (
            money(month.commission),
            money(month.margin),
            money(month.fees),
            money(month.given + month.differences + month.drawer),
            money(month.result),
            money(holds),
        )
        lines.append(Line(str(month.month), "", name, cells))
    marks = [
        Mark(
            words.brief_month(month.month),
            month.result,
            told.short(month.result),
            awaited=bool(month.awaited),
        )
        for month in fund.months
    ]
    said = words(
        "The fund holds {amount}: what commission, margins and fees brought, less what it gave out.",
        amount=money(fund.closing),
    )
    awaited = words("not settled yet") if any(mark.awaited for mark in marks) else ""
    plot = told.plot(Shape.COLUMNS, marks, legend=(words("settled") if awaited else "", "", awaited))
    return Section(
        "fund",
        words("Common fund"),
        said,
        plot,
        (
            "",
            words("Month"),
            words("Commission"),
            words("Margin"),
            words("Fees"),
            words("Given out"),
            words("Result"),
            words("Holds"),
        ),
        ("month", "name", "commission", "margin", "fees", "given_out", "result", "holds"),
        tuple(lines),
    )
