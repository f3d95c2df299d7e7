"""What the journeys need of the shell that holds the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QWidget


class Pages(Protocol):
    """Pages by their names, and the banners above them."""

    @property
    def page_shown(self) -> SignalInstance:
        """Tells the name of a page that came to the front."""
        ...

    def page(self, name: str) -> QWidget:
        """A page, built on first use."""
        ...

    def built(self, name: str) -> QWidget | None:
        """A page if it is there already."""
        ...

    def show_page(self, name: str) -> QWidget:
        """Bring a page to the front."""
        ...

    def show_problem(self, text: str) -> None:
        """Say a problem in the banner."""
        ...

    def ask(self, text: str, yes: str, then: Callable[[], None]) -> None:
        """Ask in a banner, and go on only when the person says yes."""
        ...

    def offer(self, text: str, action: str, then: Callable[[], None]) -> None:
        """Say what was done in a banner, with an action such as to undo it."""
        ...
