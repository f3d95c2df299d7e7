"""The page for the doctor: what goes on it, and how it is set."""
