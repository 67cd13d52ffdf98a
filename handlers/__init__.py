"""The conversations: parse an update, call one use case, render, say what we wait for next."""
