"""What changed between two builds: the comparison, its values, and its forms for people and programs."""
