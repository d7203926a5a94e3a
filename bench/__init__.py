"""What `make bench` runs: loads a data set in a database of its own and measures pages over HTTP."""
