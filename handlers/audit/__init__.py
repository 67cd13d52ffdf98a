"""The check of the week that someone does now: tapped, typed or as planned; worst first, one change (D-65, ux M13)."""

from handlers.audit.conversation import CONVERSATION

__all__ = ["CONVERSATION"]
