"""The translations: one PO file a language, compiled in memory at start; English is the templates' own language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
LOCALE = "locale"


@cache
def load(folder: Path) -> Mapping[str, NullTranslations]:
    """Catalogues by language, English first, then every `<language>/LC_MESSAGES/tandem.po` in `folder`."""
    found: dict[str, NullTranslations] = {"en": NullTranslations()}
    for path in sorted(folder.glob("*/LC_MESSAGES/tandem.po")):
        found[path.parent.parent.name] = _compile(path)
    return MappingProxyType(found)


def _compile(path: Path) -> GNUTranslations:
    with path.open("rb") as source:
        catalogue = read_po(source, locale=path.parent.parent.name)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
