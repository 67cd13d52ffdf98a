"""The tables and the way in and out of them; nobody outside sees a row."""
