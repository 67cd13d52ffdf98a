"""Synthetic athletes: their run, their report, and that broken rules are found."""
