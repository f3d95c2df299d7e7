"""The Learn cards: every claim in its place with its verdict, every link, and plain words."""

from __future__ import annotations

import re

import pytest
from pydantic import BaseModel, ConfigDict, Field

from kneeapp.base import paths
from kneeapp.base.yamlfile import read_file
from kneeapp.guidance import data, learn
from kneeapp.guidance.assess import assess
from kneeapp.guidance.case import Case
from kneeapp.guidance.learn import Grade

FILES = sorted(learn.folder().glob("[0-9]*.yaml"))
CARDS = [card for topic in learn.topics() for card in topic.cards]
SAID = [(card, saying) for card in CARDS for saying in card.said]

# The verdict on each claim, C001 to C142, twenty a line: supported, partly right, not supported,
# outdated, could harm. Two letters: the claim is said in two halves, each with its own grade.
# Where a claim is wrong and could harm, only the graver verdict counts. Source: clinical content 1.
VERDICTS = """
    S S S P P S S S P P  P S N S P S N S S P
    P P S S P P H S N N  H S S P N P N P P N
    N O P PN S P P P P P  P S P S S P P H O S
    P P N O P N N N P S  N P PH S S P P S S PH
    N P P NH P P S P S S  P P N N P N O P S S
    P S P S S S PN S P P  S S N P N S N S N P
    S SP P H H PN NH S S P  P P P P P S P S P P
    S N
"""
LETTERS = dict(zip("SPNOH", Grade, strict=True))

PLACES = {"home", "routines", "journal", "settings"}


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class SayingShape(Strict):
    claims: list[str]
    grade: str
    text: str = Field(min_length=8, max_length=160, pattern=r"^[A-Z].*[.]$")


class CardShape(Strict):
    id: str = Field(pattern=r"^[a-z0-9-]+$")
    title: str = Field(min_length=3, max_length=60)
    text: list[str] = Field(default=[], max_length=4)
    points: list[str] = Field(default=[], max_length=8)
    said: list[SayingShape] = []
    why: str = ""
    warning: str = ""
    sources: list[str] = Field(min_length=1)
    cards: list[str] = []
    routines: dict[str, str] = {}
    causes: list[str] = []
    pages: list[str] = []
    picture: str = ""
    words: list[str] = []


class TopicShape(Strict):
    topic: str
    title: str
    intro: str
    cards: list[CardShape] = Field(min_length=2)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_has_the_right_shape(path):
    TopicShape.model_validate(read_file(path).data)


def test_ids_are_there_once():
    ids = [card.id for card in CARDS]
    assert len(ids) == len(set(ids)) >= 100


def test_every_claim_of_the_article_is_there_with_exactly_its_verdict():
    assert len(VERDICTS.split()) == 142
    found = {f"C{number:03}": set() for number in range(1, 143)}
    for _, saying in SAID:
        for claim in saying.claims:
            found[claim].add(saying.grade)
    wanted = {
        f"C{number:03}": {LETTERS[letter] for letter in letters}
        for number, letters in enumerate(VERDICTS.split(), start=1)
    }
    assert found == wanted


def test_what_could_harm_is_never_advice_and_comes_with_a_warning():
    for card, saying in SAID:
        if saying.grade is Grade.COULD_HARM:
            advice = " ".join((*card.text, *card.points, card.why)).casefold()
            assert saying.text.casefold().rstrip(".") not in advice
            assert card.warning or "warning-signs" in card.cards, card.id


def test_a_card_with_sayings_tells_how_it_is_known():
    assert all(card.why for card in CARDS if card.said)
    assert all(card.text or card.points for card in CARDS)


def test_every_source_is_in_a_register():
    own = set(learn.sources()) - set(data.sources())
    assert own
    for card in CARDS:
        assert set(card.sources) <= set(learn.sources()), card.id
    assert own <= {source for card in CARDS for source in card.sources}
    for name in own:
        assert bool(learn.sources()[name]["address"]) == name.startswith("P")


def test_the_own_register_repeats_nothing():
    own = read_file(learn.folder() / "sources.yaml").data["sources"]
    assert not set(own) & set(data.sources())


def test_every_link_leads_somewhere():
    routines = {path.stem for path in (paths.routines() / "routines").glob("*.yaml")}
    exercises = {path.stem for path in (paths.routines() / "exercises").glob("*.yaml")}
    for card in CARDS:
        for other in card.cards:
            assert learn.card(other).id == other != card.id
        assert {routine for routine, _ in card.routines} <= routines, card.id
        assert set(card.pages) <= PLACES
        assert card.picture in exercises | {""}, card.id


def test_every_written_card_is_reached_or_heads_its_topic():
    linked = {other for card in CARDS for other in card.cards}
    topics = {card.id for topic in learn.topics() for card in topic.cards}
    assert topics >= {card for card in linked if not card.startswith("cause:")}


def test_causes_are_cards_too():
    for cause in data.causes():
        card = learn.card(learn.cause_card_id(cause.id))
        assert card.title == cause.name
        assert card.sources == cause.sources
    assert [card.title for card in learn.causes().cards] == sorted(c.name for c in data.causes())


def test_an_unknown_card_or_topic_is_a_bug():
    for find in (learn.card, learn.topic):
        with pytest.raises(KeyError):
            find("no-such")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ice", "cold"),
        ("ICE  ", "cold"),
        ("flat feet", "flat-feet"),
        ("lactic", "muscle-acid"),
        ("vodka", "flower-compress"),
        ("glucosamine", "joint-supplements"),
        ("bandage", "bandage"),
        ("beginner", "beginners"),
        ("iliotibial", "cause:iliotibial_band"),
        ("lac", "lacing"),
    ],
)
def test_search_finds_what_is_meant_first(typed, first):
    assert learn.search(typed)[0].id == first


def test_search_wants_every_word_and_only_beginnings_of_words():
    assert learn.search("") == learn.search(" ,. ") == ()
    assert learn.search("vodka bicycle") == ()
    # "ice" begins no word of "licences".
    assert "licences" not in {card.id for card in learn.search("ice")}
    assert "licences" in {card.id for card in learn.search("lice")}


def test_sources_are_cited_with_title_and_address():
    lines = learn.cite(learn.card("cold"))
    assert lines[0].startswith("P36: NHS sprains")
    assert "https://" in lines[0]


def _texts(card):
    yield from (card.title, *card.text, *card.points, card.why, card.warning)
    yield from (saying.text for saying in card.said)
    yield from (words for _, words in card.routines)


def _sentences():
    for card in CARDS:
        for text in _texts(card):
            yield from ((card.id, part) for part in re.split(r"(?<=[.?:;]) ", text) if part)
    for topic in learn.topics():
        yield topic.id, topic.title
        yield from ((topic.id, part) for part in re.split(r"(?<=[.?]) ", topic.intro))


def test_sentences_are_short():
    lengths = [(len(text.split()), card, text) for card, text in _sentences()]
    assert max(lengths) < (26,), max(lengths)
    assert sum(length for length, *_ in lengths) / len(lengths) <= 14


def test_cards_are_short():
    for card in CARDS:
        text = " ".join(card.text)
        assert len(re.findall(r"[.?]( |$)", text)) <= 8, card.id


def test_paragraphs_end_as_sentences():
    for card in CARDS:
        for text in (*card.text, *card.points, card.why, card.warning):
            assert text == "" or re.search(r"[.?]$", text), (card.id, text)


def test_words_follow_the_rules():
    forbidden = re.compile(
        r"!|%|\bdiagnos|you have (?!any)|all clear|nothing serious|rule out|\bcure|\blikely\b"
        r"|\bshould\b|\bpercent",
        re.IGNORECASE,
    )
    for card, text in _sentences():
        assert not forbidden.search(text), (card, text)


def test_what_is_read_about_a_swollen_knee_is_what_the_check_says():
    today, soon = (" ".join(learn.card(each).points) for each in ("warning-signs", "see-soon"))
    slow = Case(yes=frozenset({"swelling"}), onset="gradual", days=10)
    fast = Case(yes=frozenset({"swelling", "rest_pain"}), onset="sudden_no_injury", days=2)
    hurt = Case(yes=frozenset({"swelling_within_2h"}), onset="sudden_injury", days=0)
    hot = Case(yes=frozenset({"redness_warmth"}), days=2)
    assert assess(slow).urgency == "clinician_soon"
    assert "swollen for more than 3 days" in soon
    assert "or swollen" not in today
    for case, words in ((fast, "within days without an injury"), (hurt, "6 hours"), (hot, "hot")):
        assert assess(case).urgency == "same_day"
        assert words in today
