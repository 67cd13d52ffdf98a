"""Updates in: stored before they are acknowledged, worked one transaction each."""
