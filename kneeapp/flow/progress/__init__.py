"""Is it getting better: the pain line, the days, the runs, the places."""
