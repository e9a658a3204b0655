"""The model: its artifact and its arithmetic."""
