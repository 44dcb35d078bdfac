"""Exports: views of a build as networks, written for the tools that people already use."""
