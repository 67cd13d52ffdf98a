"""/go: a session accompanied while it runs, set by set, by the intervals' clock, or from start to finish."""

from handlers.go.conversation import CONVERSATION

__all__ = ["CONVERSATION"]
