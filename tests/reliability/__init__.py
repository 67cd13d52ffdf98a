"""The guarantees, proved by breaking things on purpose."""
