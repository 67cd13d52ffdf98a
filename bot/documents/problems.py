"""What is wrong with a document, one line a problem: field, value, what is allowed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from itertools import takewhile
from typing import Any, ParamSpec, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.documents.allowed import NOT_ALLOWED, Allowed
from rules.errors import OutOfRange

LONGEST_VALUE = 60
FORM = re.compile(r".*\[.*|[A-Z]\w*Document|str|int")  # what pydantic puts into a path for each form it tries
Path = Sequence[int | str]
T = TypeVar("T")
Given = ParamSpec("Given")
BY_TYPE = {
    "bool": "true or false",
    "date": "a date, YYYY-MM-DD",
    "dict": "an object",
    "float": "a number",
    "finite": "a number",
    "frozen": "a list",
    "int": "a whole number",
    "list": "a list",
    "model": "an object",
    "string": "a text",
    "time": "a time of day, hh:mm",
    "tuple": "a list",
}


class BadInput(Exception):
    """The document can't be used; one line for each problem."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = list(lines)
        super().__init__("\n".join(self.lines))


class Problems:
    """What is wrong with several inputs, gathered while they are read, so that all of it is refused at once."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def of(self, read: Callable[Given, T], *given: Given.args, **named: Given.kwargs) -> T | None:
        """What `read` makes of this; None where it refuses, and why is gathered."""
        try:
            return read(*given, **named)
        except BadInput as refusal:
            self.lines += refusal.lines
            return None

    def each(self, read: Callable[[str], T], texts: Iterable[str] | None) -> list[T]:
        """What `read` makes of those that it doesn't refuse."""
        return [made for text in texts or () if (made := self.of(read, text)) is not None]

    def settled(self, value: T | None) -> T:
        """The value, if nothing is wrong with it or with anything read beside it. Refuses with BadInput."""
        if self.lines or value is None:
            raise BadInput(dict.fromkeys(self.lines))
        return value


def problem(field: str, value: object, allowed: str) -> str:
    """One line: the field, the value it has, what is allowed."""
    return f"{field}: {_shown(value)} is not allowed; allowed: {allowed}"


def refused(refusal: OutOfRange) -> str:
    """The line of a refusal of the rules."""
    return problem(refusal.field, refusal.value, refusal.allowed)


def lines_of(error: ValidationError, model: type[BaseModel]) -> list[str]:
    """One line for each problem that pydantic found, in the order of the document."""
    places: dict[Path, list[ErrorDetails]] = {}
    for details in error.errors():
        places.setdefault(_place(details["loc"]), []).append(details)
    return list(dict.fromkeys(x for path, found in places.items() for x in _lines(path, found, model)))


def field_name(path: Path) -> str:
    """The path of a field as a reader writes it: events[0].date, availability.2[0].start."""
    name = ""
    for part in path:
        if isinstance(part, int):
            name += f"[{part}]"
        elif part != "[key]":
            name += f".{part}" if name else part
    return name or "document"


def _place(path: Path) -> Path:
    """The path up to where pydantic tried one form after the other, such as a list and the word "none"."""
    return tuple(takewhile(lambda part: not _is_form(part), path))


def _is_form(part: int | str) -> bool:
    return isinstance(part, str) and part != "[key]" and bool(FORM.fullmatch(part))


def _lines(path: Path, found: list[ErrorDetails], model: type[BaseModel]) -> list[str]:
    """The problems of one place: those of the form that fits best, or one line with every form."""
    forms = {e["loc"][len(path)] for e in found if len(e["loc"]) > len(path)}
    if not forms:
        return [_line(e, e["loc"], model) for e in found]
    best = max(found, key=lambda e: len(_plain(e["loc"])))
    if len(_plain(best["loc"])) == len(path):
        allowed = " or ".join(dict.fromkeys(map(_allowed, found)))
        return [problem(field_name(path), best["input"], allowed)]
    form = best["loc"][len(path)]
    return [_line(e, _plain(e["loc"]), model) for e in found if e["loc"][len(path)] == form]


def _plain(path: Path) -> Path:
    return tuple(part for part in path if not _is_form(part))


def _line(details: ErrorDetails, path: Path, model: type[BaseModel]) -> str:
    kind = details["type"]
    name = field_name(path)
    if kind == "json_invalid":
        return f"document: not JSON: {details.get('ctx', {}).get('error', '')}"
    if kind == "extra_forbidden":
        return f"{name}: {_shown(details['input'])} is an unknown field; {_known(path, model)}"
    if kind == "missing":
        return f"{name}: missing; allowed: {_allowed_for(path, model)}"
    return problem(name, details.get("ctx", {}).get("value", details["input"]), _allowed(details))


def _allowed(details: ErrorDetails) -> str:
    kind, context = details["type"], details.get("ctx", {})
    if kind == NOT_ALLOWED:
        return str(context["allowed"])
    if "expected" in context:
        return str(context["expected"]).replace("'", "")
    if "max_length" in context:
        return f"at most {context['max_length']}"
    return BY_TYPE.get(kind.partition("_")[0], details["msg"])


def _known(path: Path, model: type[BaseModel]) -> str:
    fields = [*_model_at(path[:-1], model).model_fields]
    close = get_close_matches(str(path[-1]), fields, n=1)
    return f"did you mean {close[0]}?" if close else f"allowed: {', '.join(fields)}"


def _allowed_for(path: Path, model: type[BaseModel]) -> str:
    named = [part for part in path if isinstance(part, str)]
    field = _model_at(named[:-1], model).model_fields[named[-1]]
    words = [m.text for m in field.metadata if isinstance(m, Allowed)]
    return words[0] if words else field.description or "a value"


def _model_at(path: Path, model: type[BaseModel]) -> type[BaseModel]:
    """The model of the object at this path below `model`."""
    for part in path:
        if isinstance(part, str) and part in model.model_fields:
            model = _inner(model.model_fields[part].annotation) or model
    return model


def _inner(annotation: Any) -> type[BaseModel] | None:
    """The model inside list[...], dict[..., ...] or ... | None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_inner(argument) for argument in getattr(annotation, "__args__", ()))
    return next((inner for inner in found if inner is not None), None)


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"
