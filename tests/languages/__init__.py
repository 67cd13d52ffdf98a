"""The catalogues and the lists of warning signs: whole in every language, and enough to add one."""
