"""What people decided about single facts, applied to the facts of a document."""
