"""The ledger of the rules: where each stands in the code, which tests hold it, what it rests on."""
