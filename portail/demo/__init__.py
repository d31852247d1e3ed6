"""The demo community: what `make run` loads into an empty database, and what tests share."""
