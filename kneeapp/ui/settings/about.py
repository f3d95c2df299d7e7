"""What the program promises, and where the person's data lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout

from kneeapp import __version__
from kneeapp.base.files import make_private_folder
from kneeapp.base.paths import ROUTINES
from kneeapp.ui.journal.deleting import DeleteEverything
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
        self.deleting = DeleteEverything(services, self.tr("Delete my journal …"))
        self.body.addWidget(Label(self.tr("Journal, settings and your own routines are kept in:")))
        self.body.addWidget(Label(str(services.data_dir), "muted"))
        buttons = QHBoxLayout()
        buttons.addWidget(self.folder)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.body.addWidget(self.deleting)
        self.body.addWidget(self.banner)
        self.folder.clicked.connect(self._open_folder)
        self.deleting.said.connect(self.banner.show_message)

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


class AboutCard(Card):
    """The standing promises."""

    def __init__(self) -> None:
        super().__init__("About Kneeapp")
        self.body.addWidget(Label(self.tr(PROMISES)))
        self.body.addWidget(small(self.tr("Version {number}").format(number=__version__)))
