"""What is asked for each kind of entry: small forms that give and take a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneeapp.base.errors import UserError
from kneeapp.flow.visit import said
from kneeapp.journal.model import (
    HardRecord,
    Moment,
    NoteRecord,
    PainRecord,
    RunRecord,
    SessionPlan,
    SessionRecord,
    Status,
    Surface,
    Symptom,
    SymptomRecord,
    Treatment,
    TreatmentRecord,
)
from kneeapp.ui.journal.form_parts import Form, OptionalScale, choose, combo, line, number
from kneeapp.ui.journal.quick import NoteBox
from kneeapp.ui.widgets.calm import CalmComboBox
from kneeapp.ui.widgets.scale import PainScale
from kneeapp.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kneeapp.journal.model import Detail

_METRES = 1000
_MINUTE_S = 60
_MINUTE_MS = 60_000


class NoteFields(QWidget):
    """The person's own words.

    Signals:
        saved: Ctrl+Enter was pressed.
    """

    saved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.box = NoteBox()
        self.box.saved.connect(self.saved)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        self.setFocusProxy(self.box)

    def record(self) -> NoteRecord:
        return NoteRecord(self.box.toPlainText())

    def fill(self, detail: Detail) -> None:
        assert isinstance(detail, NoteRecord)
        self.box.setPlainText(detail.text)


class PainFields(Form):
    """One figure and its occasion."""

    def __init__(self) -> None:
        super().__init__()
        self.moment = combo({m.value: words for m, words in said.MOMENTS.items()})
        self.scale = PainScale()
        self._session: int | None = None
        self.row(_tr("When"), self.moment)
        self.row(_tr("How strong"), self.scale)

    def record(self) -> PainRecord:
        value = self.scale.value()
        if value is None:
            raise UserError("Choose a number from 0 to 10 first.")
        return PainRecord(Moment(self.moment.currentData()), value, self._session)

    def fill(self, detail: Detail) -> None:
        assert isinstance(detail, PainRecord)
        self._session = detail.session_id
        choose(self.moment, detail.moment.value)
        self.scale.set_value(detail.value)


class SymptomFields(Form):
    """Swelling or stiffness, and how much."""

    def __init__(self) -> None:
        super().__init__()
        self.what = combo({w.value: words for w, words in said.SYMPTOMS.items()})
        self.level = combo({str(n): words for n, words in enumerate(said.AMOUNTS)})
        choose(self.level, "1")
        self.row(_tr("What"), self.what)
        self.row(_tr("How much"), self.level)

    def record(self) -> SymptomRecord:
        return SymptomRecord(Symptom(self.what.currentData()), int(self.level.currentData()))

    def fill(self, detail: Detail) -> None:
        assert isinstance(detail, SymptomRecord)
        choose(self.what, detail.what.value)
        choose(self.level, str(detail.level))


class RunFields(Form):
    """One run."""

    def __init__(self) -> None:
        super().__init__()
        self.km = line(_tr("for example 5.2"))
        self.minutes = line(_tr("for example 30"))
        choices = {"": _tr("not said")} | {s.value: words for s, words in said.SURFACES.items()}
        self.surface = combo(choices)
        self.shoes = line(_tr("only if you want to compare shoes"))
        self.scale = OptionalScale()
        self.row(_tr("Kilometres"), self.km)
        self.row(_tr("Minutes"), self.minutes)
        self.row(_tr("Ground"), self.surface)
        self.row(_tr("Shoes"), self.shoes)
        self.row(_tr("Worst pain"), self.scale)

    def record(self) -> RunRecord:
        km = number(self.km, _tr("Kilometres"))
        minutes = number(self.minutes, _tr("Minutes"))
        surface = self.surface.currentData()
        return RunRecord(
            metres=None if km is None else round(km * _METRES),
            seconds=None if minutes is None else round(minutes * _MINUTE_S),
            surface=Surface(surface) if surface else None,
            shoes=self.shoes.text(),
            pain=self.scale.value(),
        )

    def fill(self, detail: Detail) -> None:
        assert isinstance(detail, RunRecord)
        self.km.setText(f"{detail.metres / _METRES:g}" if detail.metres else "")
        self.minutes.setText(f"{detail.seconds / _MINUTE_S:g}" if detail.seconds else "")
        choose(self.surface, detail.surface.value if detail.surface else "")
        self.shoes.setText(detail.shoes)
        self.scale.set_value(detail.pain)


class TreatmentFields(Form):
    """What was done for the knee."""

    def __init__(self) -> None:
        super().__init__()
        self.what = combo({t.value: words for t, words in said.TREATMENTS.items()})
        self.detail = line(_tr("which, how much, who: only if you want"))
        self.row(_tr("What you did"), self.what)
        self.row(_tr("More"), self.detail)

    def record(self) -> TreatmentRecord:
        return TreatmentRecord(Treatment(self.what.currentData()), self.detail.text())

    def fill(self, detail: Detail) -> None:
        assert isinstance(detail, TreatmentRecord)
        choose(self.what, detail.what.value)
        self.detail.setText(detail.detail)


class HardFields(Form):
    """Something the person finds hard."""

    def __init__(self) -> None:
        super().__init__()
        self.what = CalmComboBox()
        self.what.setEditable(True)
        self.what.addItems([_tr("Stairs"), _tr("Squatting"), _tr("Sitting long"), _tr("Running")])
        self.what.setCurrentText("")
        self.scale = PainScale(low=_tr("no trouble"), high=_tr("cannot do it"))
        self.row(_tr("What is hard"), self.what)
        self.row(_tr("How hard"), self.scale)

    def offer(self, names: list[str]) -> None:
        """Offer what was named before."""
        for name in names:
            if self.what.findText(name) < 0:
                self.what.insertItem(0, name)
        self.what.setCurrentText("")

    def record(self) -> HardRecord:
        value = self.scale.value()
        if value is None:
            raise UserError("Choose a number from 0 to 10 first.")
        return HardRecord(self.what.currentText(), value)

    def fill(self, detail: Detail) -> None:
        assert isinstance(detail, HardRecord)
        self.what.setCurrentText(detail.what)
        self.scale.set_value(detail.value)


class SessionFields(Form):
    """Exercise done without the program, or the figures of a session done with it."""

    def __init__(self) -> None:
        super().__init__()
        self._there: SessionRecord | None = None
        self._minutes = ""
        self.title = line(_tr("for example strength class"))
        self.minutes = line(_tr("for example 30"))
        self.before, self.peak, self.after = OptionalScale(), OptionalScale(), OptionalScale()
        self.row(_tr("What you did"), self.title)
        self.row(_tr("Minutes"), self.minutes)
        self.row(_tr("Pain before"), self.before)
        self.row(_tr("Worst during"), self.peak)
        self.row(_tr("Pain after"), self.after)

    def show_sets(self, lines: Sequence[str]) -> None:
        """What was finished, set by set; that cannot be changed."""
        if lines:
            self.row(_tr("Finished"), Label("\n".join(lines), "muted"))

    def record(self) -> SessionRecord:
        from dataclasses import replace

        minutes = number(self.minutes, _tr("Minutes"))
        length = round((minutes or 0) * _MINUTE_MS)
        if self._there is not None and self.minutes.text() == self._minutes:
            length = self._there.done_ms  # what is shown is rounded
        title = self.title.text().strip()
        if not title:
            raise UserError("Say what you did first.", hint="For example: strength class.")
        peak, after = self.peak.value(), self.after.value()
        if self._there is None:
            plan = SessionPlan("", title, length_ms=length, pain_before=self.before.value())
            return SessionRecord(plan, Status.DONE, 0, length, peak, after, None)
        there = self._there
        plan = replace(there.plan, title=title, pain_before=self.before.value())
        return replace(there, plan=plan, done_ms=length, pain_peak=peak, pain_after=after)

    def fill(self, detail: Detail) -> None:
        assert isinstance(detail, SessionRecord)
        self._there = detail
        self.title.setText(detail.plan.title)
        self._minutes = (
            f"{detail.done_ms / _MINUTE_MS:.1f}".removesuffix(".0") if detail.done_ms else ""
        )
        self.minutes.setText(self._minutes)
        self.before.set_value(detail.plan.pain_before)
        self.peak.set_value(detail.pain_peak)
        self.after.set_value(detail.pain_after)


def _tr(text: str) -> str:
    return QCoreApplication.translate("JournalFields", text)
