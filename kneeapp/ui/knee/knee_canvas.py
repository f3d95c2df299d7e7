"""The picture of the knee: skin or what is inside, coloured places, pins, unseen check boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGroupBox, QSizePolicy, QWidget

from kneeapp.body import places
from kneeapp.body.neighbours import Spot, spots
from kneeapp.ui import theme
from kneeapp.ui.knee.framing import Framing
from kneeapp.ui.knee.naming import layer_of
from kneeapp.ui.knee.pictures import Pictures, tones
from kneeapp.ui.knee.place_buttons import PlaceButtons
from kneeapp.ui.knee.scene import Scene
from kneeapp.ui.knee.turning import Turning, likely_next
from kneeapp.ui.widgets.stage import Stage, paint_focus

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QFocusEvent, QHideEvent, QPaintEvent, QResizeEvent, QShowEvent

    from kneeapp.base.side import Side
    from kneeapp.body.camera import Point
    from kneeapp.body.places import View
    from kneeapp.body.turntable import Turntable
    from kneeapp.ui.knee.model import KneeModel

_WELL_SEEN = 0.5  # of the most of a place that any picture shows
_PIN_ROOM = 24  # px at 100 % text: a pin reaches this far beyond the picture
_DRAFT_MS = 150  # of rest: first what is shown now, then drafts of all angles
_SHARPEN_MS = 30  # how soon to look whether what is shown as a draft has been decoded


class KneeCanvas(QGroupBox):
    """Shows a KneeModel from the angle the knee is turned to.

    A group box that paints itself: so that a screen reader finds a named group of places.

    Signals:
        turned: the view that is shown may be another one.
    """

    turned = Signal()

    def __init__(
        self, model: KneeModel, table: Turntable, parent: QWidget | None = None, *, skin: str = ""
    ) -> None:
        super().__init__(parent)
        self.model = model
        self.table = table
        self.turning = Turning(table.frames, self)
        self.buttons = PlaceButtons(self, places.all_places)
        self.pictures = Pictures(table.folder, skin if skin in tones(table.folder) else "")
        self.scene = Scene(model, table, self.pictures)
        self._stage = Stage(self)
        self._spots_of: tuple[int, Side] | None = None
        self.spots: dict[str, Spot] = {}
        self._rims: tuple[View, View] | None = None
        self._again = QTimer(self, singleShot=True, interval=_SHARPEN_MS)
        self._again.timeout.connect(self._sharpen)
        self._soon = QTimer(self, singleShot=True, interval=_DRAFT_MS)
        self._soon.timeout.connect(self._draft)
        self._before = 0
        self.by_keys = False  # the focus line goes when the mouse is used
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.turning.step_changed.connect(self._on_step)
        self.turning.moved.connect(self._on_moved)
        self.turning.settled.connect(self._on_settled)
        model.changed.connect(self.refresh)

    # ------------------------------------------------------------------ what others ask
    def view(self) -> View:
        """The named view nearest to what is shown."""
        return self.table.view_of_step(self.turning.goal, self.model.side)

    def prepare(self) -> None:
        """Decode the picture that will be shown first."""
        self.pictures.get(self._frame(self.turning.goal), self.scene.inside)

    def show_view(self, view: View) -> None:
        """Show a named view at once."""
        self.turning.jump_to(self.table.step_of_view(view, self.model.side))

    def turn_to_view(self, view: View) -> None:
        """Turn to a named view, the shorter way."""
        self.turning.turn_to(self.table.step_of_view(view, self.model.side))
        self.turned.emit()

    def turn_by(self, steps: int) -> None:
        """Turn on by some pictures."""
        self.turning.turn_by(steps)
        self.turned.emit()

    @Slot(str)
    def show_place(self, place: str) -> None:
        """Turn so that a place is seen well, unless it is already."""
        side = self.model.side
        best = self.table.best_step(place, side)
        now = spots(self.table, self.turning.goal, side).get(place)
        if now is None or now.area < _WELL_SEEN * spots(self.table, best, side)[place].area:
            self.turning.turn_to(best)
            self.turned.emit()

    def set_inside(self, inside: float) -> None:
        """How far in one looks: 0 = skin, 1 = muscles, 2 = bones; between them, a blend."""
        renamed = layer_of(inside) is not layer_of(self.scene.inside)
        self.scene.inside = inside
        if renamed:
            self._arrange_names()
        self._read_ahead()
        self.repaint_places()

    def set_naming(self, naming: bool) -> None:
        """Write the names of what is seen beside the knee, or not."""
        self.scene.naming = naming
        self.refresh()

    def position_of(self, place: str) -> QPointF | None:
        """Where in this widget a visible place can be clicked."""
        spot = self.spots.get(place)
        return None if spot is None else self.framing().to_widget(spot.x, spot.y)

    def point_of(self, place: str) -> Point | None:
        """The middle of a place on the skin, here or from where it is seen best."""
        side = self.model.side
        for step in (self.turning.goal, self.table.best_step(place, side)):
            spot = spots(self.table, step, side).get(place)
            if spot is not None:
                return self.table.point_at(step, side, spot.x, spot.y)
        return None

    def mark(self, place: str) -> None:
        """Mark a place where it is seen best, and point at it."""
        self.model.point_at(place)
        self.model.mark(place, self.point_of(place))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()  # it takes what room there is, and asks for little

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 280)

    def framing(self) -> Framing:
        """Where the picture lies in this widget."""
        return Framing.fit(self.size(), self.table.width, self.table.height)

    # ------------------------------------------------------------------ following changes
    @Slot()
    def refresh(self) -> None:
        """Show the model as it stands now."""
        self._find_spots()
        self._arrange_names()
        self._follow()
        self.repaint_places()

    def repaint_places(self) -> None:
        """Colour the places anew."""
        self._colour()
        self.update()

    @Slot(int)
    def _on_step(self, step: int) -> None:
        self._colour()
        rims = self.table.rims(step, self.model.side)
        if rims != self._rims:  # the words in the corners are others
            self._rims = rims
            self.update()
        half = self.table.frames // 2
        self._read_ahead((step - self._before + half) % self.table.frames - half)
        self._before = step

    @Slot()
    def _on_moved(self) -> None:
        self._follow()
        if self.scene.names and self.turning.moving:
            self.scene.names = []  # they come back when the knee rests
            self.update()
        self.update(self._moving_part())

    def _follow(self) -> None:
        self.scene.follow(self.turning.position, self.framing())

    def _moving_part(self) -> QRect:
        """What a turn changes: to paint and show no more than this saves half the time."""
        room = theme.scaled(_PIN_ROOM)
        return self.framing().rect.toAlignedRect().adjusted(-room, 0, room, 0)

    @Slot()
    def _on_settled(self) -> None:
        self._find_spots()
        self._arrange_names()
        self.update()
        self._read_ahead()
        self.turned.emit()

    @Slot()
    def _sharpen(self) -> None:
        """Held still between two angles, the knee gets sharp as soon as both are decoded."""
        self._read_ahead()
        self.update(self._moving_part())

    def _read_ahead(self, turn: int = 0) -> None:
        if not self.isVisible():
            return
        turning, inside = self.turning, self.scene.inside
        blended = not inside.is_integer()
        steps = likely_next(turning.step, turn, turning.way_left, blended=blended)
        self.pictures.read_ahead(map(self._frame, steps), inside)
        self._soon.start()

    @Slot()
    def _draft(self) -> None:
        half = self.table.frames // 2
        nearest_first = sorted(range(-half, half), key=abs)
        frames = (self._frame(self.turning.step + away) for away in nearest_first)
        self.pictures.draft(frames, self.scene.inside)

    def _frame(self, step: int) -> int:
        return self.table.frame_of_step(step, self.model.side)

    def _find_spots(self) -> None:
        now = (self.turning.goal % self.table.frames, self.model.side)
        if now != self._spots_of:
            self._spots_of = now
            self.spots = spots(self.table, *now)
            self._arrange_buttons()
        self.buttons.set_marked({mark.place: mark.strength for mark in self.model.marks})

    def _arrange_buttons(self) -> None:
        where, framing = {}, self.framing()
        for name, spot in self.spots.items():
            corner = framing.to_widget(spot.left, spot.top)
            where[name] = QRectF(corner, framing.to_widget(spot.right, spot.bottom)).toRect()
        self.buttons.arrange(where)

    def _arrange_names(self) -> None:
        self.scene.name(self.turning.goal, self.rect(), self.framing(), self.spots)

    def _colour(self) -> None:
        colours = theme.tokens()
        line = colours.focus if self._shows_focus() else colours.accent
        self.scene.colour(self.turning.step, line)

    # ------------------------------------------------------------------ painting
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        self._stage.paint(painter)
        rect, turning = self.framing().rect, self.turning
        self.scene.paint(painter, self.rect(), rect, turning.position, moving=turning.moving)
        if not self.scene.sharp:
            self._again.start()
        if self._shows_focus():
            paint_focus(painter, self.rect())

    def _shows_focus(self) -> bool:
        return self.by_keys and self.hasFocus()

    # ------------------------------------------------------------------ Qt
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.repaint_places()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.repaint_places()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._find_spots()
        self._arrange_buttons()
        self._arrange_names()
        self._follow()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.turning.stop()
        self._soon.stop()
        self.pictures.rest()

    def rest(self) -> None:
        """Let go of all pictures; they come back when it is next painted."""
        self.pictures.forget()
        self.scene.forget()
        self._stage.rest()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read_ahead()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.repaint_places()
