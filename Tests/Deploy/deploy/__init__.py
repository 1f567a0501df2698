"""What the checks of deploy/ are made of."""
