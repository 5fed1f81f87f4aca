"""What README's performance table was measured with: ``python -m benchmarks``."""
