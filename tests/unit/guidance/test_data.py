"""The shipped guidance data: its shape, its links, its words."""

from __future__ import annotations

import re
from typing import Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from kneeapp.base import paths
from kneeapp.base.yamlfile import read_file
from kneeapp.body import places
from kneeapp.guidance import data, words

FOLDER = data.folder()
CAUSE_FILES = sorted((FOLDER / "causes").glob("*.yaml"))
# The learn cards next door have an owner and tests of their own.
OWN_FILES = [*sorted(FOLDER.glob("*.yaml")), *CAUSE_FILES]
RULE_FILES = [FOLDER / f"rules_{name}.yaml" for name in ("emergency", "today", "soon", "rest")]

Sentence = Field(min_length=5, max_length=220, pattern=r"^[A-Z0-9].*\.$")
Question = Field(min_length=10, max_length=130, pattern=r"^[A-Z].*\?$")


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class RuleShape(Strict):
    id: str = Field(pattern=r"^(E|S|W|R|N|SC|RUN)\d\d[a-z]?$")
    level: Literal["emergency", "same_day", "soon", "routine", "self_care", "normal"]
    within_days: int = Field(default=0, ge=2, le=14)
    exercise: Literal["no", "gentle"] | None = None
    alone: bool = False
    counts: list[str] = []
    when: dict[str, Any] = Field(min_length=1)
    asks: str = Question
    why: str = Sentence
    families: list[str]
    do: list[str] = Field(min_length=1)
    sources: list[str] = Field(min_length=1)
    reviewed_by: str | None
    review_due: str | None


class ModifierShape(Strict):
    id: str = Field(pattern=r"^M\d\d$")
    name: str
    when: dict[str, Any]
    asks: str = Question
    why: str = Sentence
    mild: str = Sentence
    sources: list[str] = Field(min_length=1)
    reviewed_by: str | None
    review_due: str | None


class CauseShape(Strict):
    id: str = Field(pattern=r"^[a-z_]+$")
    family: str
    name: str = Field(min_length=4, max_length=80)
    plain: str = Sentence
    common: str = Sentence
    prior: float = Field(ge=-6, le=2)
    ages: str = Sentence
    places: dict[str, float]
    elsewhere: float = Field(ge=-6, le=0)
    clues: list[dict[str, Any]] = Field(min_length=2)
    check_first: list[str] = Field(min_length=1)
    course: str = Sentence
    helps: list[str] = Field(min_length=1)
    leave_out: list[str] = Field(min_length=1)
    seek: str = Sentence
    avoid: list[str]
    keep: list[str] = []
    sources: list[str] = Field(min_length=1)


def raw(path):
    return read_file(path).data


ALL_RULES = [entry for path in RULE_FILES for entry in raw(path)["rules"]]
MODIFIERS = raw(FOLDER / "rules_rest.yaml")["modifiers"]
ALL_CAUSES = [entry for path in CAUSE_FILES for entry in raw(path)["causes"]]
CHOICES = raw(FOLDER / "routines.yaml")["choices"]


@pytest.mark.parametrize("entry", ALL_RULES, ids=lambda entry: entry["id"])
def test_a_rule_has_the_right_shape(entry):
    RuleShape.model_validate(entry)
    if entry["level"] == "soon":
        assert entry["within_days"]
        assert entry["exercise"]


@pytest.mark.parametrize("entry", MODIFIERS, ids=lambda entry: entry["id"])
def test_a_risk_has_the_right_shape(entry):
    ModifierShape.model_validate(entry)


@pytest.mark.parametrize("entry", ALL_CAUSES, ids=lambda entry: entry["id"])
def test_a_cause_has_the_right_shape(entry):
    # Whole numbers are fine as points.
    CauseShape.model_validate(entry, strict=False)


def test_ids_are_there_once():
    for entries in (ALL_RULES, MODIFIERS, ALL_CAUSES, CHOICES):
        ids = [entry["id"] for entry in entries]
        assert len(ids) == len(set(ids))


def test_every_rule_of_the_clinical_content_is_there():
    ids = {entry["id"] for entry in ALL_RULES}
    wanted = [f"E{n:02}" for n in range(1, 11)] + [f"S{n:02}" for n in range(1, 22)]
    wanted += [f"W{n:02}" for n in range(1, 18)] + [f"R{n:02}" for n in range(1, 6)]
    wanted += ["SC01", "SC02", "N01", "N02"]
    assert set(wanted) <= ids


def test_there_are_at_least_60_conditions_and_every_family_has_one():
    assert len(ALL_CAUSES) >= 60
    assert {entry["family"] for entry in ALL_CAUSES} == words.FAMILIES


def test_every_source_is_in_the_register():
    cited = {source for entry in ALL_RULES + MODIFIERS + ALL_CAUSES for source in entry["sources"]}
    assert cited <= set(data.sources())
    for source in data.sources().values():
        assert set(source) == {"title", "address"}
        assert source["title"]


def test_a_source_that_was_read_has_an_address():
    for name, source in data.sources().items():
        assert bool(source["address"]) == name.startswith("P")


def test_every_link_leads_somewhere():
    rules = {entry["id"] for entry in ALL_RULES}
    risks = {entry["name"] for entry in MODIFIERS}
    for entry in ALL_RULES:
        assert set(entry["families"]) <= words.FAMILIES
        assert set(entry.get("counts", ())) <= risks
    for entry in ALL_CAUSES:
        assert set(entry["check_first"]) <= rules
        assert set(entry["places"]) <= words.PLACES
        assert set(entry["avoid"] + entry.get("keep", [])) <= words.LOADS
        assert not set(entry["avoid"]) & set(entry.get("keep", []))


def test_conditions_only_name_rules_causes_and_levels_that_exist():
    known = {
        "rule": {entry["id"] for entry in ALL_RULES},
        "cause": {entry["id"] for entry in ALL_CAUSES} | words.FAMILIES,
        "level": {"none", *data.Level},
    }
    for entry in [*ALL_RULES, *CHOICES]:
        for key, word in _leaves(entry["when"]):
            assert word in known.get(key, {word}), (entry["id"], key, word)


def test_everything_compiles_and_every_fact_can_be_said():
    data.names()
    data.modifiers()
    for cause in data.causes():
        for clue in cause.clues:
            if not clue.say and clue.key in data.phrases():
                assert clue.wanted <= set(data.phrases()[clue.key]), (cause.id, clue)


def test_phrases_cover_the_vocabulary():
    spoken = {"symptom": words.SYMPTOMS, "worse": words.WORSE_WITH, "better": words.BETTER_WITH,
              "history": words.HISTORY, "quality": words.QUALITIES, "spread": words.SPREADS,
              "onset": words.ONSETS, "side": words.SIDES, "ready": words.READY}  # fmt: skip
    for key, known in spoken.items():
        assert set(data.phrases()[key]) == known


def test_places_are_those_of_the_body():
    assert {place.id for place in places.all_places()} == words.KNEE_PLACES
    assert {place.id for place in places.body_places()} == words.BODY_PLACES


def test_every_place_is_typical_for_some_cause():
    typical = {
        place for entry in ALL_CAUSES for place, points in entry["places"].items() if points >= 2
    }
    assert typical >= words.KNEE_PLACES


def test_routines_of_the_chooser_exist():
    shipped = {path.stem for path in (paths.routines() / "routines").glob("*.yaml")}
    assert {routine for entry in CHOICES for routine in entry["routines"]} <= shipped


@pytest.mark.parametrize("entry", CHOICES, ids=lambda entry: entry["id"])
def test_a_cause_leaves_most_of_its_own_routine(entry, library):
    """What a cause leaves out must not empty the routine that is meant for it."""
    wanted = _of_cause(entry["when"])
    causes = [c for c in ALL_CAUSES if {c["id"], c["family"]} & wanted]
    for cause in causes:
        for routine in entry["routines"][:1]:
            used = _exercises(library.routines[routine])
            avoid = set(cause["avoid"])
            left = [name for name in used if not avoid & set(library.exercises[name].loads)]
            assert len(left) / len(used) >= 0.5, (cause["id"], routine, left)


def test_words_for_people_keep_the_rules():
    forbidden = re.compile(
        r"!|\bdiagnos|\byou have (?!any)|all clear|nothing serious|rule out|\bcure|likely|\d ?%"
    )
    for path in OWN_FILES:
        if path.name in {"sources.yaml", "countries.yaml", "names.yaml"}:
            continue
        for key, text in _texts(raw(path)):
            if key == "footer":
                continue  # the one place that says what this is not
            assert not forbidden.search(text), (path.name, text)
            assert len(text.split()) <= 40, (path.name, text)


def test_every_sentence_to_do_ends_as_a_sentence():
    listed = {"do", "helps", "leave_out", "lines"}
    for path in OWN_FILES:
        for key, text in _texts(raw(path)):
            if key in listed:
                assert re.match(r"^[A-Z0-9{].*\.$", text), (path.name, text)


def _leaves(node):
    if isinstance(node, dict):
        for key, value in node.items():
            if isinstance(value, str):
                yield key, value
            elif isinstance(value, list) and all(isinstance(each, str) for each in value):
                yield from ((key, each) for each in value)
            else:
                yield from _leaves(value)
    elif isinstance(node, list):
        for value in node:
            yield from _leaves(value)


def _texts(node, key=""):
    if isinstance(node, dict):
        for name, value in node.items():
            yield from _texts(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value, key)
    elif isinstance(node, str) and " " in node:
        yield key, node


def _of_cause(when):
    return {word for key, word in _leaves(when) if key == "cause"}


def _exercises(node):
    found = []
    name = getattr(node, "exercise", None)
    if isinstance(name, str):
        found.append(name)
    for child in ("steps", "items", "blocks"):
        for each in getattr(node, child, ()) or ():
            found += _exercises(each)
    return list(dict.fromkeys(found))
