"""Sources: bytes to decoded text, and its clean reading aligned to the source character by character."""
