"""Updates in: polling, inbox, worker."""
