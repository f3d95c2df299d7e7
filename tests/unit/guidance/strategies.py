"""Any case at all, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from kneeapp.base.side import Side
from kneeapp.guidance import words
from kneeapp.guidance.case import Case

subsets = {
    "history": words.HISTORY,
    "qualities": words.QUALITIES,
    "worse": words.WORSE_WITH,
    "better": words.BETTER_WITH,
    "ready": words.READY,
}


@st.composite
def cases(draw):
    """Any case at all."""
    number = st.one_of(st.none(), st.integers(0, 10))
    symptoms = draw(
        st.dictionaries(st.sampled_from(sorted(words.SYMPTOMS)), st.booleans(), max_size=6)
    )
    facts = {
        name: frozenset(draw(st.sets(st.sampled_from(sorted(known)), max_size=3)))
        for name, known in subsets.items()
    }
    return Case(
        age=draw(st.one_of(st.none(), st.integers(3, 90))),
        sex=draw(st.sampled_from([None, "female", "male"])),
        side=draw(st.sampled_from([None, *Side])),
        places=tuple(
            draw(st.lists(st.sampled_from(sorted(words.PLACES)), max_size=3, unique=True))
        ),
        spread=draw(st.sampled_from([None, *sorted(words.SPREADS)])),
        intensity=draw(number),
        onset=draw(st.sampled_from([None, *sorted(words.ONSETS)])),
        days=draw(st.one_of(st.none(), st.sampled_from([0, 1, 3, 5, 9, 14, 15, 30, 60, 200]))),
        looked_again=draw(st.sampled_from(["", "", *sorted(words.LOOKS)])),
        trend=draw(st.sampled_from([None, *sorted(words.TRENDS)])),
        yes=frozenset(name for name, there in symptoms.items() if there),
        no=frozenset(name for name, there in symptoms.items() if not there),
        stiffness_min=draw(st.sampled_from([None, 0, 10, 30, 31, 60])),
        **facts,
    )
