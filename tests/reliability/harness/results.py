"""What was run and what came of it: one line a run in a file, and the table that is made of it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from tests.reliability.harness.sizes import SEED, SOAK

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
    size = "TANDEM_SOAK=1 " if SOAK else ""
    result = Result(test, what, f"{size}pytest -n 0 {selection}")
    began = monotonic()
    yield result
    result.seconds, result.on = round(monotonic() - began), f"{datetime.now(UTC):%Y-%m-%d}"
    FILE.parent.mkdir(parents=True, exist_ok=True)
    with FILE.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(result)) + "\n")


def table(file: Path) -> str:
    """The last run of each command, as Markdown."""
    if not file.exists():
        return "nothing was measured"
    results = [Result(**json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]
    latest = {(r.test, r.what): r for r in results}
    ordered = sorted(latest.values(), key=lambda r: (r.test, r.what))
    return "\n".join([HEAD, "|---" * 10 + "|", *(result.row for result in ordered)])


if __name__ == "__main__":
    print(table(Path(sys.argv[1]) if len(sys.argv) > 1 else FILE))
