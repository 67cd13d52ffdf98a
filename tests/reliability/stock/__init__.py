"""The stock pattern, to be killed in the same way: python-telegram-bot's own polling, JobQueue and conversations."""
