"""What people find out about a build: samples to look at, what was not read, and how right and complete it is."""
