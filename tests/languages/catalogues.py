"""The catalogues that there are, and what `make messages` finds to be translated."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from bot import catalogues
from bot.catalogues import TEMPLATES

ROOT = TEMPLATES.parent
LOCALE = TEMPLATES / catalogues.LOCALE
LANGUAGES = tuple(catalogues.load(LOCALE))
TRANSLATED = tuple(language for language in LANGUAGES if language != "en")


@cache
def extracted() -> Catalog:
    """Every message of the templates and of the names in rules/data."""
    with TemporaryDirectory() as folder:
        pot = Path(folder) / "tandem.pot"
        options = ["--mapping-file", str(ROOT / "babel.cfg"), "--output-file", str(pot), str(ROOT)]
        CommandLineInterface().run(["pybabel", "-q", "extract", *options])  # type: ignore[no-untyped-call]  # untyped in Babel
        with pot.open("rb") as source:
            return read_po(source)


@cache
def catalogue(language: str) -> Catalog:
    """The translations into a language, as the translators keep them."""
    with (LOCALE / language / "LC_MESSAGES" / "tandem.po").open("rb") as source:
        return read_po(source, locale=language)
