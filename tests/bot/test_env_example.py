"""`.env.example` explains every setting, and following it literally works."""

from __future__ import annotations

import re
from pathlib import Path

from bot.config import Config, load_config

EXAMPLE = Path(__file__).resolve().parents[2] / ".env.example"


def test_every_setting_is_explained_once_and_nothing_else() -> None:
    named = re.findall(r"^#?([A-Z_]+)=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(named) == sorted(field.upper() for field in Config.model_fields)


def test_the_example_as_it_stands_changes_nothing() -> None:
    assert load_config(EXAMPLE) == load_config(None)


def test_each_default_shown_is_the_default(tmp_path: Path) -> None:
    shown = re.findall(r"((?:^# .*\n)+)^#([A-Z_]+=.+)$", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
    defaults = [line for comment, line in shown if "example" not in comment and "example" not in line]
    uncommented = tmp_path / ".env"
    uncommented.write_text("\n".join(line for line in defaults if not line.startswith("MASTER_KEY_FILE")))
    assert len(defaults) > 5
    assert load_config(uncommented) == load_config(None)
