"""The JSON Schemas of all documents, with a version that rises when a document changes its meaning."""

from __future__ import annotations

import json

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode

from bot.documents.audit import AuditDocument, AuditResultDocument
from bot.documents.comparison import ComparisonDocument
from bot.documents.explained import ExplainedWeekDocument
from bot.documents.plan import PlanDocument
from bot.documents.profile import ProfileDocument
from bot.documents.review import ReviewDocument
from bot.documents.state import StateDocument

VERSION = 2
READ: dict[str, type[BaseModel]] = {
    "profile": ProfileDocument,
    "state": StateDocument,
    "week-to-audit": AuditDocument,
}
PRINTED: dict[str, type[BaseModel]] = {
    "plan": PlanDocument,
    "week": ExplainedWeekDocument,
    "review": ReviewDocument,
    "audit": AuditResultDocument,
    "comparison": ComparisonDocument,
}


def schemas() -> dict[str, str]:
    """Each document's schema by its name, as the text of its file."""
    read = {name: _schema(name, model, "validation") for name, model in READ.items()}
    printed = {name: _schema(name, model, "serialization") for name, model in PRINTED.items()}
    return read | printed


def _schema(name: str, model: type[BaseModel], mode: JsonSchemaMode) -> str:
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:tandem:{name}:{VERSION}",
        "version": VERSION,
    }
    return json.dumps(head | model.model_json_schema(mode=mode), indent=2, ensure_ascii=False) + "\n"
