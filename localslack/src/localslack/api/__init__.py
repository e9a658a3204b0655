"""The Web API: calls, their arguments, limits and answers."""
