"""Jobs: the work that a person asked for, in order, on threads of its own."""
