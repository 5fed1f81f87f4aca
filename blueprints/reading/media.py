"""Pictures, by the digest of their bytes."""
