"""Leads: what the product does with them, and their values."""
