"""How easily the shipped texts read: words a sentence and school grade; prints the whole table."""

from __future__ import annotations

from tests import reading


def measure(*, quick: bool = False) -> dict[str, float]:
    print(reading.report(5 if quick else 25))
    every = reading.sentences()
    grades = [reading.grade(each) for each in reading.by_file().values()]
    return {
        "sentences": len(every),
        "words_a_sentence": reading.mean(every),
        "grade": reading.grade(every),
        "hardest_file_grade": max(grades),
    }
