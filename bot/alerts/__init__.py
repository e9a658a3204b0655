"""The alert's life: that no High lead stays without an owner. Each module says its part; start with life.py."""
