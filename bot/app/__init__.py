"""The composition root: the only place that knows every part; nothing is built at import time."""
