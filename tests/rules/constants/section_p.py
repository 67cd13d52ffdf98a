"""Reads the yaml block of section P: only the forms that stand there (flow maps and lists, one nested level)."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

SPEC = Path(__file__).with_name("section_p.md")
TOKEN = re.compile(r'("[^"]*")|([A-Za-z_][A-Za-z0-9_]*)|(\d+)(?=\s*:)')


def yaml_block() -> str:
    """The text between the fences of section P."""
    section = SPEC.read_text(encoding="utf-8").split("\n## P. ", 1)[1]
    return section.split("```yaml\n", 1)[1].split("```", 1)[0]


def flow(text: str) -> Any:
    """One flow value as Python data; bare words and number keys become strings."""
    return json.loads(TOKEN.sub(lambda m: m.group(1) or f'"{m.group(2) or m.group(3)}"', text))


def read_constants() -> dict[str, Any]:
    """Section P as nested dictionaries with string keys."""
    found: dict[str, Any] = {}
    parent = ""
    for line in yaml_block().splitlines():
        key, _, value = line.split("   #")[0].partition(":")
        target = found[parent] if line.startswith("  ") else found
        if value.strip():
            target[key.strip()] = flow(value.strip())
        else:
            parent = key.strip()
            found[parent] = {}
    return found
