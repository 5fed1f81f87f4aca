"""The topics of a panel."""
