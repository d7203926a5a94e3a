"""What the portal is filled with: facts of the source, and demonstration data marked as such."""
