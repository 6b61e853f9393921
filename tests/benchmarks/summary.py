"""Turn the JSON that pytest-benchmark keeps into a Markdown table: `python summary.py FIGURES.json`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SHOWN = ("p50_ms", "p99_ms", "per_second")


def table(kept: dict[str, Any]) -> Iterator[str]:
    """The lines of the table, one per benchmark."""
    yield "| benchmark | rounds | p50 ms | p99 ms | per second | more |"
    yield "|---|---:|---:|---:|---:|---|"
    for each in sorted(kept["benchmarks"], key=lambda one: one["fullname"]):
        extra, stats = each["extra_info"], each["stats"]
        p50 = extra.get("p50_ms", round(stats["median"] * 1000, 4))
        more = ", ".join(f"{name} {value}" for name, value in extra.items() if name not in SHOWN)
        cells = (
            each["name"],
            stats["rounds"],
            p50,
            extra.get("p99_ms", ""),
            extra.get("per_second", ""),
            more,
        )
        yield f"| {' | '.join(map(str, cells))} |"


def machine(kept: dict[str, Any]) -> str:
    """What the figures were taken on, in a line."""
    info = kept["machine_info"]
    cpu = info.get("cpu", {})
    python = f"{info['python_implementation']} {info['python_version']}"
    processor = cpu.get("brand_raw", info["processor"])
    return f"{processor}, {cpu.get('count', '?')} cores, {python}, {info['system']}"


if __name__ == "__main__":
    figures = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    print(machine(figures), "", *table(figures), sep="\n")
