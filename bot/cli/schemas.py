"""`schemas`: write the JSON Schemas of the documents into docs/schemas, or say whether they are up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.documents.schemas import schemas as made

FOLDER = Path("docs/schemas")


def schemas(
    folder: Annotated[Path, typer.Option(help="Where they are kept.")] = FOLDER,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail if one is stale.")] = False,
) -> None:
    """Write the schemas of everything the command line reads and prints."""
    stale = [name for name, text in made().items() if _text(folder, name) != text]
    for name in stale:
        typer.echo(f"{folder / name}.json is {'stale' if check else 'written'}")
        if not check:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{name}.json").write_text(made()[name], encoding="utf-8")
    raise typer.Exit(1 if check and stale else 0)


def _text(folder: Path, name: str) -> str | None:
    file = folder / f"{name}.json"
    return file.read_text(encoding="utf-8") if file.exists() else None
