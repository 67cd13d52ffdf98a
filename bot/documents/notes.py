"""What the rules say in codes, as JSON: a code with its values, its sentence, and what it rests on (D-80, G-90)."""

from __future__ import annotations

from pydantic import Field

from bot.documents.allowed import Document
from bot.documents.session import Say
from rules.citing import cited
from rules.decisions import Certainty
from rules.evidence import rule
from rules.sessions import Note, Value


class NoteDocument(Document):
    """A code of the rules and its values."""

    code: str
    values: dict[str, Value]


class SaidDocument(NoteDocument):
    """A note with its sentence."""

    sentence: str


class CitedDocument(SaidDocument):
    """A note of a plan or a week with the rule behind it."""

    rule_id: str | None = Field(description="null where the note only says what is so")
    evidence_ids: tuple[str, ...] = Field(description="statements of the article (A-) and evidence (B-)")
    certainty: Certainty | None


def note_document(note: Note) -> NoteDocument:
    """A note by its parts."""
    return NoteDocument(code=note.code, values=dict(note.values))


def said(note: Note, sentence: str) -> SaidDocument:
    """A note by its parts, and phrased."""
    return SaidDocument(**dict(note_document(note)), sentence=sentence)


def told(note: Note, say: Say) -> CitedDocument:
    """A note of a plan or a week as printed."""
    return resting_on(note, say(note), *cited(note))


def resting_on(note: Note, sentence: str, *ids: str) -> CitedDocument:
    """A note with the ids it rests on, the rule first; without any it only says what is so."""
    behind = rule(ids[0]) if ids else None
    return CitedDocument(
        **dict(said(note, sentence)),
        rule_id=behind.id if behind else None,
        evidence_ids=tuple(dict.fromkeys((*ids[1:], *(behind.evidence_ids if behind else ())))),
        certainty=behind.certainty if behind else None,
    )
