"""Stories: one athlete, many weeks, real parts."""
