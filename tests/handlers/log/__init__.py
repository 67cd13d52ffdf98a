"""The log: the typed parser and the conversation around it."""
