"""A part of a backup as a file: compressed JSON lines, the same on SQLite and PostgreSQL.

A head line says what it is, then each table begins with a line of its columns, and an end line counts the rows:
without it the file isn't whole.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from types import TracebackType
from typing import Any

FORMAT = 1
TAGS: dict[type, str] = {bytes: "b", datetime: "t", date: "d", time: "w"}


class BackupBroken(Exception):
    """A file that isn't a whole part of a backup; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a part is: `data` or `keys`, the schema's revision it was taken at, and when."""

    part: str
    revision: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of a table."""

    table: str
    rows: Sequence[dict[str, Any]]


class Writer:
    """Writes a part; the file gets its name only when it is whole."""

    def __init__(self, path: Path, head: Head) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._path = path
        self._draft = path.with_name(path.name + ".draft")
        handle = os.open(self._draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        self._raw = os.fdopen(handle, "wb")
        self._file = gzip.GzipFile(fileobj=self._raw, mode="wb", filename="", compresslevel=6)
        self.counts: Counter[str] = Counter()
        self._line(
            {"tandem": head.part, "format": FORMAT, "revision": head.revision, "at": head.at.isoformat()}
        )

    def __enter__(self) -> Writer:
        """Begin."""
        return self

    def table(self, name: str, columns: Sequence[str]) -> None:
        """The rows that follow are of this table."""
        self._current = name
        self.counts[name] = 0
        self._line({"table": name, "columns": list(columns)})

    def row(self, values: Sequence[Any]) -> None:
        """One row."""
        self.counts[self._current] += 1
        self._line([_encode(value) for value in values])

    def __exit__(
        self, kind: type[BaseException] | None, _e: BaseException | None, _t: TracebackType | None
    ) -> None:
        """End the file and give it its name, or leave nothing behind."""
        if kind is None:
            self._line({"end": dict(self.counts)})
        self._file.close()
        if kind is None:
            self._raw.flush()
            os.fsync(self._raw.fileno())
        self._raw.close()
        if kind is None:
            self._draft.replace(self._path)
        else:
            self._draft.unlink()

    def _line(self, value: object) -> None:
        self._file.write(json.dumps(value, separators=(",", ":")).encode() + b"\n")


def read_head(path: Path) -> Head:
    """What a file is; refuses with BackupBroken."""
    return next(_lines(path))[0]


def read_rows(path: Path, at_once: int = 500) -> Iterator[Rows]:
    """The rows of a part, in the order they were written; refuses with BackupBroken, at the latest at the end."""
    counts: Counter[str] = Counter()
    table, columns, batch = "", [""], list[dict[str, Any]]()
    for _head, line in _lines(path):
        if isinstance(line, list):
            batch.append({name: _decode(value) for name, value in zip(columns, line, strict=True)})
            counts[table] += 1
        if batch and (len(batch) >= at_once or isinstance(line, dict)):
            yield Rows(table, batch)
            batch = []
        if isinstance(line, dict) and "table" in line:
            table, columns = line["table"], line["columns"]
            counts[table] = 0
        if isinstance(line, dict) and "end" in line:
            if dict(counts) != line["end"]:
                raise BackupBroken(f"{path}: rows are missing; take another backup")
            return
    raise BackupBroken(f"{path} isn't whole: it has no end; take another backup")


def _lines(path: Path) -> Iterator[tuple[Head, Any]]:
    """The head with each line after it, the first time with None."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            told = json.loads(file.readline())
            if told["format"] != FORMAT:
                raise BackupBroken(f"{path} has format {told['format']}; this version reads {FORMAT}")
            head = Head(told["tandem"], told["revision"], datetime.fromisoformat(told["at"]))
            yield head, None
            for line in file:
                yield head, json.loads(line)
    except FileNotFoundError:
        raise BackupBroken(f"{path} isn't there") from None
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise BackupBroken(
            f"{path} isn't a whole backup ({type(error).__name__}); take another one"
        ) from None


def _encode(value: Any) -> Any:
    tag = TAGS.get(type(value))
    if tag is None:
        return value
    text = base64.b64encode(value).decode() if isinstance(value, bytes) else value.isoformat()
    return {tag: text}


def _decode(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    [(tag, text)] = value.items()
    match tag:
        case "b":
            return base64.b64decode(text)
        case "t":
            return datetime.fromisoformat(text)
        case "d":
            return date.fromisoformat(text)
        case _:
            return time.fromisoformat(text)
