"""What the program promises, and where the person's data lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout

from kneeapp import __version__
from kneeapp.base.errors import UserError
from kneeapp.base.files import make_private_folder
from kneeapp.base.paths import ROUTINES
from kneeapp.ui.widgets.banner import Banner
from kneeapp.ui.widgets.buttons import button
from kneeapp.ui.widgets.card import Card
from kneeapp.ui.widgets.text import Label, small

if TYPE_CHECKING:
    from kneeapp.ui.services import Services

PROMISES = (
    "Kneeapp gives general information. It is not a diagnosis and not a medical device. "
    "Its content has not been reviewed by a clinician yet. It works offline. Everything you enter "
    "stays on this computer, and you can delete it at any time."
)


class DataCard(Card):
    """Where the data are; open the folder, delete everything."""

    def __init__(self, services: Services) -> None:
        super().__init__("Your data")
        self._services = services
        self.banner = Banner()
        self.folder = button(self.tr("Open my folder"))
        self.delete = button(self.tr("Delete my journal"), "danger")
        self.body.addWidget(Label(self.tr("Journal, settings and your own routines are kept in:")))
        self.body.addWidget(Label(str(services.data_dir), "muted"))
        buttons = QHBoxLayout()
        buttons.addWidget(self.folder)
        buttons.addWidget(self.delete)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.body.addWidget(self.banner)
        self.folder.clicked.connect(self._open_folder)
        self.delete.clicked.connect(self._ask)
        self.banner.action_clicked.connect(self._delete)

    @Slot()
    def _open_folder(self) -> None:
        routines = self._services.data_dir / ROUTINES
        try:
            make_private_folder(self._services.data_dir)
            make_private_folder(routines)
        except OSError as error:
            reason = error.strerror or str(error)
            self.banner.show_message(
                self.tr("The folder cannot be made: {reason}.").format(reason=reason), "warning"
            )
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._services.data_dir)))

    @Slot()
    def _ask(self) -> None:
        self.banner.show_message(
            self.tr("Delete every entry of your journal? This cannot be taken back."),
            "danger",
            self.tr("Delete everything"),
        )

    @Slot()
    def _delete(self) -> None:
        try:
            self._services.journal().delete_all()
        except UserError as error:
            self.banner.show_message(f"{error.text} {error.hint}".strip(), "warning")
            return
        self.banner.show_message(self.tr("Your journal is empty now."))


class AboutCard(Card):
    """The standing promises."""

    def __init__(self) -> None:
        super().__init__("About Kneeapp")
        self.body.addWidget(Label(self.tr(PROMISES)))
        self.body.addWidget(small(self.tr("Version {number}").format(number=__version__)))
