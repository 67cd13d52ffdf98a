"""Every word an athlete reads: notes, screens, and their extraction for translators."""
