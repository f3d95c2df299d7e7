"""Ten years of daily use: opening, the first page, a change, the pictures, the report.

Target: 100,000 entries open in under 150 ms. `write_*` is one entry, on disk when it returns.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from kneeapp.base.clock import SystemClock
from kneeapp.flow.progress import days, progress
from kneeapp.flow.report import report, typeset
from kneeapp.flow.report.page import Wishes
from kneeapp.journal import look, salvage
from kneeapp.journal.export import to_json
from kneeapp.journal.model import Moment
from kneeapp.journal.store import Journal
from kneeapp.ui.app import make_application
from kneeapp.ui.journal_page import PROGRESS, JournalPage
from kneeapp.ui.services import Services
from tests.bench import ten_years

ENTRIES, QUICK_ENTRIES = 100_000, 20_000


def measure(*, quick: bool = False) -> dict[str, float]:
    entries = QUICK_ENTRIES if quick else ENTRIES
    rounds = 5 if quick else 15
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data" / "journal.db"
        clock = SystemClock()
        made = Journal.open(path, clock)
        ten_years.fill(made, entries)
        made.close()
        figures = {"entries": float(entries), "mib": path.stat().st_size / 2**20}
        figures["first_open_of_the_day_ms"] = _open_ms(path, clock, 1)
        figures["open_ms"] = _open_ms(path, clock, rounds)
        journal = Journal.open(path, clock)
        figures |= _reading(journal, clock, rounds)
        journal.close()
        figures |= _page(Path(folder) / "data", clock)
        figures["salvage_ms"] = _ms(lambda: salvage.rows(path, None), 1)
    return figures


def _ms(action, rounds):
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        action()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def _open_ms(path, clock, rounds):
    """Opening and reading what the first page shows."""
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        journal = Journal.open(path, clock)
        journal.recent(61)
        taken.append((time.perf_counter() - begun) * 1000)
        journal.close()
    return statistics.median(taken)


def _reading(journal, clock, rounds):
    now = clock.wall()
    everything = look.first_day(journal)
    quarter = now.date().fromordinal(now.date().toordinal() - 91)
    words = report.report(journal, Wishes(), now)
    return {
        "write_ms": _ms(lambda: journal.add_pain(Moment.NOW, 3), rounds),
        "days_of_3_months_ms": _ms(lambda: days.days(journal, quarter), rounds),
        "days_of_ten_years_ms": _ms(lambda: days.days(journal, everything), 1),
        "sentences_of_3_months_ms": _ms(
            lambda: progress.progress(journal, quarter, now.date()), rounds
        ),
        "report_words_ms": _ms(lambda: report.report(journal, Wishes(), now), 1),
        "report_pdf_ms": _ms(lambda: typeset.pdf(words, {}, now), 3),
        "export_json_ms": _ms(lambda: to_json(journal), 1),
    }


def _page(folder, clock):
    app = make_application()
    services = Services(clock, folder)
    page = JournalPage(services)
    page.resize(1280, 800)
    page.show()
    figures = {"page_days_ms": _ms(page.shown, 3)}
    page._idle.stop()
    figures["plot_library_ms"] = _ms(lambda: __import__("pyqtgraph"), 1)
    page.show_view(PROGRESS)
    view = page.view(PROGRESS)
    app.processEvents()
    figures["page_3_months_ms"] = _ms(lambda: (view.shown(), app.processEvents()), 3)
    figures["page_ten_years_ms"] = _ms(lambda: (view._on_span("all"), app.processEvents()), 1)
    page.hide()
    page.deleteLater()
    app.processEvents()
    services.close()
    return figures
