"""The wiring: settings, logs, command line."""
