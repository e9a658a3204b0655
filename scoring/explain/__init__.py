"""Scores and their explanations."""
