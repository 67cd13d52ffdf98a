"""Today and this week: what is on, and today made to fit; each change shown before it applies (G-60, G-71, ux M9)."""

from handlers.day.conversation import CONVERSATION

__all__ = ["CONVERSATION"]
