"""How the rooms work together: a visit, a session, the follow-up. No Qt."""

from __future__ import annotations
