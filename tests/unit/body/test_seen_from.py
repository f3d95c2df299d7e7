"""A knee clicked on the figure is shown from the same side."""

from __future__ import annotations

import pytest

from kneeapp.base.side import Side
from kneeapp.body.figure import VIEWS, knee_seen_in
from kneeapp.body.places import View


@pytest.mark.parametrize(
    ("side", "views"),
    [
        (Side.RIGHT, [View.FRONT, View.BACK, View.OUTER, View.INNER]),
        (Side.LEFT, [View.FRONT, View.BACK, View.INNER, View.OUTER]),
    ],
)
def test_from_where_a_knee_is_seen_in_each_picture(side, views):
    assert [knee_seen_in(picture, side) for picture in VIEWS] == views
