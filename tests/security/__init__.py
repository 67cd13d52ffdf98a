"""The threat model, control by control (reliability 3)."""
