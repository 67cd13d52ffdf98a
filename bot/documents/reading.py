"""Reading a document from a file or from standard input; every problem of it is one line."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from bot.documents.allowed import TODAY
from bot.documents.problems import BadInput, lines_of

STANDARD_INPUT = "-"
LARGEST_BYTES = 8_000_000
BOM = b"\xef\xbb\xbf"

D = TypeVar("D", bound=BaseModel)


def read(model: type[D], source: str, today: date | None = None) -> D:
    """The document in a file, or on standard input for "-"; `today` bounds its dates. Refuses with BadInput."""
    return parse(model, text_of(source), today)


def parse(model: type[D], text: bytes, today: date | None = None) -> D:
    """The document in a JSON text. Refuses with BadInput."""
    try:
        return model.model_validate_json(text, context={TODAY: today})
    except ValidationError as error:
        raise BadInput(lines_of(error, model)) from None


def text_of(source: str) -> bytes:
    """What a file holds, or standard input for "-". Refuses with BadInput."""
    if source == STANDARD_INPUT:
        return sys.stdin.buffer.read(LARGEST_BYTES).removeprefix(BOM)
    try:
        return Path(source).read_bytes().removeprefix(BOM)
    except OSError as error:
        raise BadInput([f"{source}: can't be read ({error.strerror})"]) from None
