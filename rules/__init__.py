"""What a coach knows: pure rules of concurrent training, no clock and no I/O."""
