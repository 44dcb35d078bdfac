"""Asking a build: stock queries and free SPARQL, tracing a measure to its directives, showing one fact in its source.

Modules are imported one by one where they are used, so that the command line starts without loading a store.
"""
