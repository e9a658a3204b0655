"""The HTTP API: leads that programs send, predictions, and operations."""
