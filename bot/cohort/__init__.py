"""Synthetic athletes who live through plan and adaptation, and what must hold for every week of theirs."""
