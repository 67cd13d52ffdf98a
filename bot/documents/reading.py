"""Reading a document from a file or from standard input; every problem of it is one line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from bot.documents.problems import BadInput, lines_of

STANDARD_INPUT = "-"
LARGEST_BYTES = 8_000_000
BOM = b"\xef\xbb\xbf"

D = TypeVar("D", bound=BaseModel)


def read(model: type[D], source: str) -> D:
    """The document in a file, or on standard input for "-". Refuses with BadInput."""
    return parse(model, _bytes(source))


def parse(model: type[D], text: str | bytes) -> D:
    """The document in a JSON text. Refuses with BadInput."""
    try:
        return model.model_validate_json(text.removeprefix(BOM) if isinstance(text, bytes) else text)
    except ValidationError as error:
        raise BadInput(lines_of(error, model)) from None


def _bytes(source: str) -> bytes:
    if source == STANDARD_INPUT:
        return sys.stdin.buffer.read(LARGEST_BYTES)
    try:
        return Path(source).read_bytes()
    except OSError as error:
        raise BadInput([f"{source}: can't be read ({error.strerror})"]) from None
