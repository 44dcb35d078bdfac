"""The command line: parses arguments, calls the packages that do the work, prints."""

from policygraph.cli.app import main

__all__ = ["main"]
