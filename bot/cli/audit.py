"""`audit`: what any week is like, what it breaks, and the smallest edit that repairs it, as JSON."""

from __future__ import annotations

from bot.cli.arguments import Source
from bot.cli.printing import show
from bot.cli.speaking import Speaker
from bot.documents.audit import AuditDocument, result_document
from bot.documents.audited import audit_of
from bot.documents.reading import read


def audit(week: Source) -> None:
    """Audit a week: score by term, violations, the smallest edit, one change."""
    judged = audit_of(read(AuditDocument, week))
    show(result_document(judged.audit, judged.week, Speaker().say))
