"""What is heard: beeps, the recorded voice, the computer's voice, on one audio clock."""

from __future__ import annotations
