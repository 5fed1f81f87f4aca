"""The short address of a panel's ask form."""
