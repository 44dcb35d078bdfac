"""What was not read, or not for sure, as findings with their places."""
