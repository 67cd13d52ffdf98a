"""One call's parameters, read the way the Bot API server reads them: as text, whatever carried them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.simulator.core.refusals import bad_request

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call, or that a person attaches."""

    name: str
    content: bytes
    mime_type: str = "application/octet-stream"


class Parameters:
    """Typed access to what a JSON body, a form or a query string said."""

    def __init__(self, values: Mapping[str, object], files: Mapping[str, Upload] | None = None) -> None:
        """Wrap the raw values and the files that came along."""
        self.values = values
        self.files = files or {}

    def text(self, name: str) -> str:
        """The value as text, empty when it is missing."""
        value = self.values.get(name)
        if value is None:
            return ""
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, (dict, list)):
            return json.dumps(value)
        return str(value)

    def has(self, name: str) -> bool:
        """Whether the parameter came at all."""
        return self.values.get(name) is not None

    def integer(self, name: str, default: int = 0) -> int:
        """The value as a whole number; `default` when missing or not a number, as the real server does."""
        try:
            return int(self.text(name).strip())
        except ValueError:
            return default

    def number(self, name: str) -> float:
        """The value as a decimal number; refuses what is none."""
        try:
            return float(self.text(name))
        except ValueError:
            raise bad_request(f"parameter {name} is not a number") from None

    def flag(self, name: str) -> bool:
        """True for true, yes and 1, in any case."""
        return self.text(name).strip().lower() in {"true", "yes", "1"}

    def structure(self, name: str, kind: str) -> Any:
        """The JSON value, or None when missing or empty; refuses text that is not JSON, naming its `kind`."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {kind} JSON object") from None

    def file(self, name: str) -> Upload | str:
        """The upload behind a parameter (directly or through attach://), or a file_id as text."""
        if name in self.files:
            return self.files[name]
        return self.attached(self.text(name))

    def attached(self, reference: str) -> Upload | str:
        """Resolve attach://name to the upload of that name; anything else stays as it is."""
        if not reference.startswith("attach://"):
            return reference
        upload = self.files.get(reference.removeprefix("attach://"))
        if upload is None:
            raise bad_request(f"file is not attached: {reference}")
        return upload
