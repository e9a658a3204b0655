"""Programs that benchmarks run in a fresh process; each prints what it found as JSON."""
