"""The folder of a build: written in one step, opened with its digests checked, asked for values and rows."""
