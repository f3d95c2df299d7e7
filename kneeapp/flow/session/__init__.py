"""One guided session: its plan, its place, and what it tells the journal."""
