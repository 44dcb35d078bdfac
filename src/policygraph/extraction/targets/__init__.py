"""Quantified targets in prose and in tables: numbers and words that commit somebody, and those that do not."""
