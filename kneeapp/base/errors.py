"""The two kinds of failure: the person's to fix, or ours."""

from __future__ import annotations


class UserError(Exception):
    """Something the person can fix; the text is shown as it stands.

    Attributes:
        text: one clear sentence: what is wrong, and where.
        hint: what to do about it; may be empty.
    """

    def __init__(self, text: str, *, hint: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.hint = hint
