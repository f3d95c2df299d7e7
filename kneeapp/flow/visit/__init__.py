"""From the marks to the answer: questions, routine, and the looks that follow."""
