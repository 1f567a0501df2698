"""Draws the test images. Each function named in `catalogue.py` returns one `Sheet`: pixels and their exact text."""
