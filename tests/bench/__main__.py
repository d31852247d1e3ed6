"""Run every measure, print the table, and keep it in docs/mesures.md."""

import argparse
import platform
import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from portail import clock, db, migrations
from portail.state.planning import PlanningState
from tests.bench import community, months, server, weight

KEPT = Path(__file__).parents[2] / "docs" / "mesures.md"
FAMILIES = 300
EVENT = f"{PlanningState.get_full_name()}.go"


@dataclass(frozen=True)
class Measure:
    """A line of the table."""

    what: str
    target: str
    value: str
    met: bool


def _community(folder: Path, families: int) -> date:
    """Fill a database of its own under this folder; return its first Monday."""
    folder.mkdir(parents=True, exist_ok=True)
    today = clock.today()
    monday = today - timedelta(days=today.weekday())
    engine = db.make_engine(f"sqlite:///{folder / 'portail.sqlite3'}")
    migrations.upgrade(engine)
    with db.Session(engine.execution_options(writes=True)) as session:
        community.fill(session, families=families, first_monday=monday)
        session.commit()
    engine.dispose()
    return monday


def _speed(folder: Path, families: int) -> tuple[months.Timing, float, str]:
    around = _community(folder, families).strftime("%Y-%m")
    with server.running(folder) as address:
        return (
            months.alone(address, EVENT, around),
            months.together(address, EVENT, around),
            address,
        )


def _measures(folder: Path, light: bool) -> list[Measure]:
    small, rate, _ = _speed(folder / "300", FAMILIES)
    large, _, _ = _speed(folder / "3000", FAMILIES * 10)
    ratio = large.median / small.median
    lines = [
        _line(
            "month change alone, median", "≤ 10 ms", small.median <= 10, f"{small.median:.1f} ms"
        ),
        _line("month change alone, p95", "≤ 20 ms", small.p95 <= 20, f"{small.p95:.1f} ms"),
        _line("month changes a second, 8 clients", "≥ 250", rate >= 250, f"{rate:.0f}"),
        _line("ten times the community, median", "≤ 1.3 times", ratio <= 1.3, f"{ratio:.2f} times"),
    ]
    if light:
        return lines
    with server.running(folder / "300") as address:
        kilobytes = weight.first_load(address, months.PAGE + "/")
        score = weight.lighthouse_score(f"{address}/", folder)
    return [
        *lines,
        _line("first load of the planning", "≤ 230 kB", kilobytes <= 230, f"{kilobytes:.0f} kB"),
        _line("Lighthouse mobile, accueil", "≥ 95", score >= 95, str(score)),
    ]


def _line(what: str, target: str, met: bool, value: str) -> Measure:
    return Measure(what, target, value, met)


def _table(measures: list[Measure]) -> str:
    rows = [
        f"| {m.what} | {m.target} | {m.value} | {'yes' if m.met else '**no**'} |" for m in measures
    ]
    return "\n".join(["| Measure | Target | Seen | Met |", "|---|---|---|---|", *rows])


def main() -> None:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--light", action="store_true", help="leave the browser out")
    parser.add_argument("--keep", action="store_true", help="write docs/mesures.md")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="portail-bench-") as folder:
        table = _table(_measures(Path(folder), asked.light))
    print(table)
    if asked.keep:
        KEPT.write_text(
            "# Measures\n\n"
            f"Printed by `make bench` on {date.today():%d/%m/%Y}, {platform.machine()}, "
            "2 cores, SQLite, one worker; 300 families, 600 children, 9,600 presences. "
            "On a shared machine trust the ratios within one run, not single times.\n\n"
            f"{table}\n",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
