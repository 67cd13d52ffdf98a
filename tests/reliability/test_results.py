"""The table of figures: a new run takes its row's place, and the rows of what wasn't run stay."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from tests.reliability.harness.results import BEGIN, END, HEAD, Result, table, write_into

OLD = Result("R1", "killed", "pytest a", runs=10, seconds=3)
OTHER = Result("D1", "many writers", "pytest b", runs=1_000, note="a | b", seconds=4)


def page_of(folder: Path, *rows: Result) -> Path:
    page = folder / "page.md"
    lines = "\n".join([HEAD, "|---" * 10 + "|", *(row.row for row in rows)])
    page.write_text(f"before\n{BEGIN}\n{lines}\n{END}\nafter\n", encoding="utf-8")
    return page


def run(folder: Path, *results: Result) -> Path:
    file = folder / "results.jsonl"
    file.write_text("".join(json.dumps(asdict(one)) + "\n" for one in results), encoding="utf-8")
    return file


def test_a_new_run_takes_its_rows_place_and_the_others_stay(tmp_path: Path) -> None:
    page, new = page_of(tmp_path, OTHER, OLD), Result("R1", "killed", "pytest c", runs=99, session="1")
    write_into(page, run(tmp_path, new))
    assert page.read_text() == page_of(tmp_path, OTHER, new).read_text()


def test_a_new_proof_is_put_where_it_belongs(tmp_path: Path) -> None:
    page, new = page_of(tmp_path, OTHER, OLD), Result("P1", "stopped", "pytest d", runs=5)
    write_into(page, run(tmp_path, new))
    assert page.read_text() == page_of(tmp_path, OTHER, new, OLD).read_text()


def test_nothing_run_changes_nothing(tmp_path: Path) -> None:
    page = page_of(tmp_path, OTHER, OLD)
    before = page.read_text()
    write_into(page, tmp_path / "missing")
    assert page.read_text() == before


def test_the_parts_of_one_session_count_together(tmp_path: Path) -> None:
    parts = [
        Result("R1", "killed", "pytest a", runs=n, seconds=1, session=on)
        for n, on in ((5, "x"), (2, "y"), (3, "y"))
    ]
    assert "| R1 | killed | 5 | 0 | 0 | 0 |  | 2 |" in table(run(tmp_path, *parts))
