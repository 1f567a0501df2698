"""Measures the figures that the README states, each against the thing it names in the same run."""
