"""`make bench`: how fast the portal is, measured from outside."""
