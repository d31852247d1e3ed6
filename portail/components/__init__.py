"""Building blocks: they know no state and are told everything by argument."""
