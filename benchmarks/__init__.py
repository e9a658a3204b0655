"""What the product reaches, measured: `python -m benchmarks` prints it in tables beside what was asked."""
