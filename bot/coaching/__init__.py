"""Use cases: one module a trip; load, ask the rules, save. The caller's unit of work commits."""
