"""Following a programme: where a person stands in it, what comes next, and why."""
