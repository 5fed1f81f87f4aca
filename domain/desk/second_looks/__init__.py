"""Second looks: decisions that come up again, blind, for somebody else."""
