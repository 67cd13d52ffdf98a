"""The schemas' histories, one step a file: `main` for the data, `keys` for the users' keys."""
