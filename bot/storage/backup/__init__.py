"""Copies of both databases: one part for the data, one for the keys that open it, to be kept apart."""
