"""The weekly review: what was done becomes one decision for next week, with its reasons (section G)."""
