"""Files: files.*, and where they are sent."""
