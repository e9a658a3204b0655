"""Fields: what is known about a lead."""
