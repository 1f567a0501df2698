"""Tests of this tool itself: `selftest.py` runs them."""
