"""Checking a build against SHACL shapes, and reporting what is missing or contradictory at its place."""
