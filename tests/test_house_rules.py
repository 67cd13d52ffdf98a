"""S8: what no linter of others can know: one clock, one sender, every query on people's tables names its owner."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.storage.tables import metadata

ROOT = Path(__file__).resolve().parents[1]
SOURCES = [file for room in ("rules", "bot", "handlers") for file in (ROOT / room).rglob("*.py")]

CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns"}
# The clock itself, the demo's own clock and page, commands that have no bot's clock, and a span to Telegram's word.
MAY_LOOK_AT_THE_CLOCK = (
    "bot/clock.py",
    "bot/simulator",
    "bot/cli",
    "bot/app/checking.py",
    "bot/app/application.py",
    "bot/scheduler.py",
)
MAY_CALL_TELEGRAM = (
    "bot/delivery",
    "bot/intake/poller.py",
    "bot/app/meeting.py",
    "bot/app/menu.py",
    "bot/simulator",
)
UNSAFE = {"pickle", "marshal", "shelve", "dill", "yaml"}
# What these keep is nobody's: tones, kinds of sessions, the deload calendar, our own library.
MAY_KEEP_FOR_GOOD = (
    "bot/audio/cues.py",
    "rules/exercises.py",
    "rules/phases/calendar.py",
    "rules/remembering.py",
    "rules/strength/likeness.py",
    "rules/strength/selection.py",
    "rules/units.py",
)
# Looks after everybody's rows at once, and never shows one to anyone.
OF_EVERYBODY = {
    "housekeeping.py",
    "retention.py",
    "restored.py",
    "starting.py",
    "strangers.py",
    "vital_signs.py",
    "taking.py",
    "restoring.py",
    "verifying.py",
}


def name_of(node: ast.expr) -> str:
    """`a.b.c` as text; empty for anything else."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attr):
            return f"{name_of(value)}.{attr}"
        case _:
            return ""


def calls(file: Path) -> Iterator[tuple[str, int]]:
    """Every call in a file by its name, with its line."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield name_of(node.func), node.lineno


def told(file: Path, line: int) -> str:
    return f"{file.relative_to(ROOT)}:{line}"


def outside(allowed: tuple[str, ...]) -> list[Path]:
    return [file for file in SOURCES if not str(file.relative_to(ROOT)).startswith(allowed)]


def test_time_comes_from_the_clock_that_was_passed_in() -> None:
    found = [
        told(file, line)
        for file in outside(MAY_LOOK_AT_THE_CLOCK)
        for name, line in calls(file)
        if any(name == clock or name.endswith(f".{clock}") for clock in CLOCKS)
    ]
    assert found == []


def test_only_delivery_calls_telegram() -> None:
    methods = (
        "send_",
        "edit_message",
        "delete_message",
        "answer_callback",
        "pin_chat",
        "do_api_request",
        "get_file",
    )
    found = [
        told(file, line)
        for file in outside(MAY_CALL_TELEGRAM)
        for name, line in calls(file)
        if name.startswith(("bot.", "self._bot.", "self.bot."))
        and name.rpartition(".")[2].startswith(methods)
    ]
    assert found == []


def test_what_people_told_is_kept_only_until_somebody_is_deleted() -> None:
    """`rules.remembering` is emptied by a deletion; an `lru_cache` never is."""
    kept = {
        str(file.relative_to(ROOT))
        for file in SOURCES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "functools"
        if any(alias.name == "lru_cache" for alias in node.names)
    }
    assert kept == set(MAY_KEEP_FOR_GOOD)


def test_nothing_is_read_that_could_run_code() -> None:
    found = []
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [
                told(file, getattr(node, "lineno", 0)) for name in names if name.split(".")[0] in UNSAFE
            ]
        found += [told(file, line) for name, line in calls(file) if name in ("eval", "exec", "compile")]
    assert found == []


PERSONAL = {table.name for table in metadata.tables.values() if "person_id" in table.c} - {
    "outbox",
    "reminder",
}


@pytest.mark.parametrize("file", sorted((ROOT / "bot/storage").glob("*.py")), ids=lambda file: file.name)
def test_a_function_that_reads_peoples_rows_names_whose(file: Path) -> None:
    if file.name in OF_EVERYBODY:
        return
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        source = ast.unparse(function)
        reads = {f"tables.{name}." for name in PERSONAL if f"tables.{name}." in source}
        asked = "select(" in source or "delete(" in source or "update(" in source
        assert not (reads and asked) or "person_id" in source, f"{told(file, function.lineno)} {reads}"
