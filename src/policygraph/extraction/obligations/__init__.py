"""Directing sentences: how firmly they bind, whom, and by when."""
