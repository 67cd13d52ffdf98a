"""What was run and what came of it: one line a run in a file, and the table that is made of it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from tests.reliability.harness.sizes import BOX_SECONDS, SEED, SOAK

SESSION = os.environ.get("PYTEST_XDIST_TESTRUNUID", f"{os.getpid()}.{datetime.now(UTC):%H%M%S}")
BEGIN, END = "<!-- results -->", "<!-- end of results -->"
FILE = Path(os.environ.get("TANDEM_RESULTS", "build/reliability.jsonl"))
HEAD = "| test | what happened | runs | faults | lost | duplicated | also | s | seed | reproduce |"


@dataclass(slots=True)
class Result:
    """One run of one proof. `runs` are what was at stake (updates, messages, steps), `note` says what else counts."""

    test: str
    what: str
    command: str
    runs: int = 0
    faults: int = 0
    lost: int = 0
    duplicated: int = 0
    note: str = ""
    seed: int = SEED
    seconds: int = 0
    on: str = ""
    session: str = ""

    @property
    def row(self) -> str:
        """A line of the table."""
        cells = (
            self.test,
            self.what,
            self.runs,
            self.faults,
            self.lost,
            self.duplicated,
            self.note,
            self.seconds,
        )
        numbers = (f"{cell:,}" if isinstance(cell, int) else cell for cell in cells)
        return f"| {' | '.join(numbers)} | {self.seed} | `{self.command}` |"


@contextmanager
def measured(test: str, what: str, selection: str) -> Iterator[Result]:
    """Time a proof; only one that held is written down. `selection` is what pytest is to be given to run it again."""
    size = f"TANDEM_SOAK=1 TANDEM_SOAK_SECONDS={BOX_SECONDS:.0f} " if SOAK else ""
    result = Result(test, what, f"{size}pytest -n 0 {selection}", session=SESSION)
    began = monotonic()
    yield result
    assert result.runs > 0, f"{test} ran nothing, so it proved nothing"
    result.seconds, result.on = round(monotonic() - began), f"{datetime.now(UTC):%Y-%m-%d}"
    FILE.parent.mkdir(parents=True, exist_ok=True)
    with FILE.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(result)) + "\n")


def table(file: Path, page: str = "") -> str:
    """The last run of each proof, as Markdown; its parts in one session count together.

    What the file doesn't tell of stays as it stands on the page.
    """
    latest: dict[tuple[str, str], Result] = {}
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        result = Result(**json.loads(line))
        key = result.test, result.what
        before = latest.get(key)
        latest[key] = together(before, result) if before and before.session == result.session else result
    rows = standing(page) | {key: result.row for key, result in latest.items()}
    return "\n".join([HEAD, "|---" * 10 + "|", *(rows[key] for key in sorted(rows))])


def standing(page: str) -> dict[tuple[str, str], str]:
    """The rows of a page by test and what happened; none where there is no table."""
    _, _, rest = page.partition(BEGIN)
    lines = [line for line in rest.partition(END)[0].splitlines() if line.startswith("| ")]
    cells = [(line, line.split(" | ")) for line in lines if line != HEAD]
    return {(test.removeprefix("| "), what): line for line, (test, what, *_) in cells}


def together(one: Result, other: Result) -> Result:
    """Two parts of one proof."""
    counts = ("runs", "faults", "lost", "duplicated", "seconds")
    return replace(other, **{name: getattr(one, name) + getattr(other, name) for name in counts})


def write_into(page: Path, file: Path) -> None:
    """Bring the table between its marks up to date."""
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n{table(file, text)}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    print(table(FILE))
    for name in sys.argv[1:]:
        write_into(Path(name), FILE)
