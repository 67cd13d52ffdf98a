"""The universal asserts U1 to U13, the bounds G-40 and the sentences of the specification, checked on lived weeks.

Written from the specification, beside the rules and not with them, so that a mistake there isn't repeated here.
"""
