"""Another language needs a catalogue and a list of red-flag phrases, and no line of code."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from tests.languages.catalogues import ROOT, extracted

LANGUAGE = "eo"
PHRASES = """
negators = ["ne", "sen"]
breakers = ["sed", "kaj"]
[phrases]
chest_pain = ["doloro en la brusto"]
"""
PROGRAM = """
import json
from bot.coaching.acquaintance import AppLanguage
from bot.messages import Renderer
from bot.voice import Voice
from handlers import answers
from handlers.log.vocabulary import subjects
from rules.red_flags import scan

renderer = Renderer()
values = {"languages": renderer.languages}
flag = scan("mi sentis doloron, doloro en la brusto")
print(json.dumps({
    "spoken": AppLanguage("eo-EO", renderer.languages).spoken,
    "offered": [b.label for row in renderer.screen("settings/language", Voice("eo"), values).keyboard for b in row],
    "said": renderer.screen("cancelled", Voice("eo"), {"was_open": True, "trains": True}).text,
    "flag": [flag.level, flag.topic],
    "negated": scan("ne doloro en la brusto") is None,
    "weekdays": answers.weekdays("mardo kaj ĵaŭdo", "eo"),
    "exercise": [s.exercise_id for s in subjects("[squat] 3x5 100", ())],
}))
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """The program with Esperanto dropped in: two files more, the rest as it is."""
    for part in ("bot", "handlers", "rules", "templates"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "rules" / "data" / "red_flags" / f"{LANGUAGE}.toml").write_text(PHRASES, encoding="utf-8")
    catalogue = Catalog(locale=LANGUAGE)
    for message in extracted():
        if message.id == "Barbell back squat":
            catalogue.add(message.id, "Stanga kaŭro")
        elif message.id:
            ids = message.id
            string = f"⟦{ids}⟧" if isinstance(ids, str) else tuple(f"⟦{form}⟧" for form in ids)
            catalogue.add(ids, string, flags=message.flags)
    path = tmp_path / "templates" / "locale" / LANGUAGE / "LC_MESSAGES" / "tandem.po"
    path.parent.mkdir(parents=True)
    with path.open("wb") as target:
        write_po(target, catalogue)
    return tmp_path


def test_two_files_make_a_language(house: Path) -> None:
    program = PROGRAM.replace("[squat]", "stanga kaŭro")
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=house, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)

    assert told["spoken"] == LANGUAGE
    assert "Esperanto" in told["offered"]
    assert told["said"].startswith("<b>⟦Left, and nothing was lost⟧</b>")
    assert told["flag"] == ["RED1", "chest_pain"]
    assert told["negated"]
    assert told["weekdays"] == [1, 3]
    assert told["exercise"] == ["back_squat"]
