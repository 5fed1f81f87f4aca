"""Topics that a panel does not take."""
