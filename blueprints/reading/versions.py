"""An answer in all the versions that were public."""
