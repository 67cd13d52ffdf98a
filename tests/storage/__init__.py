"""Storage on real databases: one suite, SQLite and PostgreSQL."""
