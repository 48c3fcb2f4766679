"""Summitry: sourced briefs from the coverage of leaders' meetings."""
