"""What a screen reader finds: started by the test, on a virtual screen with a bus of its own.

Runs with the system's Python, which has the bindings to the bus; the program runs with the
Python given. Prints one JSON object of what was found.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys

from gi.repository import Gio, GLib

PATIENCE_S = 8.0
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
CHECKED, FOCUSABLE, SHOWING = 4, 11, 25
ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")


class Tree:
    """The tree of accessible things, over the bus."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        path = "/org/a11y/bus"
        address = session.call_sync(
            "org.a11y.Bus", path, "org.a11y.Bus", "GetAddress", None, None, 0, 5000
        )
        kind = Gio.DBusConnectionFlags
        self.bus = Gio.DBusConnection.new_for_address_sync(
            address.unpack()[0],
            kind.AUTHENTICATION_CLIENT | kind.MESSAGE_BUS_CONNECTION,
            None,
            None,
        )
        self.announced = []
        self.bus.signal_subscribe(
            None, "org.a11y.atspi.Event.Object", "Announcement", None, None, 0, self._on_announced
        )
        self.bus.call_sync(
            ROOT[0],
            "/org/a11y/atspi/registry",
            "org.a11y.atspi.Registry",
            "RegisterEvent",
            GLib.Variant("(sass)", ("object:announcement", [], "")),
            None,
            0,
            5000,
        )

    def _on_announced(self, *arguments):
        # Qt fills the text as the event's variant.
        self.announced.append(str(arguments[5].unpack()[3]))

    def call(self, thing, interface, method, arguments=None):
        return self.bus.call_sync(
            *thing, f"org.a11y.atspi.{interface}", method, arguments, None, 0, 5000
        ).unpack()

    def get(self, thing, name):
        wanted = GLib.Variant("(ss)", ("org.a11y.atspi.Accessible", name))
        return self.bus.call_sync(
            *thing, "org.freedesktop.DBus.Properties", "Get", wanted, None, 0, 5000
        ).unpack()[0]

    def children(self, thing):
        return self.call(thing, "Accessible", "GetChildren")[0]

    def role(self, thing):
        return self.call(thing, "Accessible", "GetRoleName")[0]

    def has(self, thing, state):
        words = self.call(thing, "Accessible", "GetState")[0]
        return bool(words[state // 32] >> (state % 32) & 1)

    def rect(self, thing):
        return self.call(thing, "Component", "GetExtents", GLib.Variant("(u)", (0,)))[0]

    def do(self, thing, *verbs):
        names = [action[0].lower() for action in self.call(thing, "Action", "GetActions")[0]]
        number = next(i for verb in verbs for i, name in enumerate(names) if verb in name)
        self.call(thing, "Action", "DoAction", GLib.Variant("(i)", (number,)))

    def walk(self, thing):
        yield thing
        if self.role(thing) not in ("list", "menu"):
            for child in self.children(thing):
                # What is being rebuilt while we look is gone when we ask it.
                with contextlib.suppress(GLib.Error):
                    yield from self.walk(child)

    def find(self, top, roles, name):
        named = (thing for thing in self.walk(top) if self.get(thing, "Name") == name)
        return next((thing for thing in named if self.role(thing) in roles), None)


def until(question):
    """What a question answers as soon as it answers anything; asked again whenever time passes."""
    deadline = GLib.get_monotonic_time() + PATIENCE_S * 1_000_000
    loop = GLib.MainContext.default()
    ticking = GLib.timeout_add(40, lambda: True)
    try:
        while GLib.get_monotonic_time() < deadline:
            loop.iteration(True)
            with contextlib.suppress(GLib.Error):
                found = question()
                if found:
                    return found
    finally:
        GLib.source_remove(ticking)
    return None


BUTTONS = ("push button", "button", "toggle button", "check box", "radio button")


def explore(tree):
    found = {}
    app = until(lambda: next(iter(tree.children(ROOT)), None))
    knee = until(lambda: tree.find(app, BUTTONS, "Right knee"))
    figure = tree.find(app, ("panel", "filler"), "A runner from the front, the back and both sides")
    found["figure_role"] = tree.role(figure)
    tree.do(knee, "press", "click")
    view = until(lambda: tree.find(app, ("panel", "filler"), "Your right knee"))
    found["view_role"] = tree.role(view)
    places = until(lambda: showing(tree, view))
    found["front"] = {tree.get(t, "Name"): tree.rect(t) for t in settled(tree, places, view)}
    found["view_rect"] = tree.rect(view)
    found["roles"] = sorted({tree.role(t) for t in places})
    kneecap = next(t for t in places if tree.get(t, "Name") == "kneecap")
    found["checked_before"] = tree.has(kneecap, CHECKED)
    tree.do(kneecap, "toggle", "press")
    found["checked"] = bool(until(lambda: tree.has(kneecap, CHECKED)))
    strength = until(lambda: tree.find(app, BUTTONS, "Pain 4 of 10"))
    tree.do(strength, "toggle", "press")
    about = until(lambda: starting(tree.get(kneecap, "Description"), "4 of 10"))
    found["description"] = about or tree.get(kneecap, "Description")
    back = tree.find(app, BUTTONS, "Turn to: Back")
    tree.do(back, "toggle", "press")
    found["hidden_when_turned"] = bool(until(lambda: not tree.has(kneecap, SHOWING)))
    found["back"] = [tree.get(t, "Name") for t in showing(tree, view)]
    until(lambda: tree.announced)
    found["announced"] = tree.announced
    found["unnamed"] = [
        tree.role(t)
        for t in tree.walk(app)
        if tree.has(t, FOCUSABLE) and tree.has(t, SHOWING) and not tree.get(t, "Name")
    ]
    return found


def starting(text, start):
    return text if text.startswith(start) else None


def settled(tree, places, view):
    """The places once the new page has come to its final size."""
    seen = []

    def same_twice():
        seen.append([tree.rect(thing) for thing in (*places, view)])
        return len(seen) > 2 and seen[-1] == seen[-2] == seen[-3]

    until(same_twice)
    return places


def showing(tree, view):
    return [t for t in tree.children(view) if tree.has(t, SHOWING)]


def main():
    number, screen = os.pipe()
    display = subprocess.Popen(
        ["Xvfb", "-displayfd", str(screen), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
        pass_fds=[screen],
        stderr=subprocess.DEVNULL,
    )
    os.environ["DISPLAY"] = f":{os.read(number, 16).decode().strip()}"
    launcher = next(filter(os.path.exists, LAUNCHERS))
    launched = subprocess.Popen([launcher, "--launch-immediately"], stderr=subprocess.DEVNULL)
    environment = os.environ | {
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }
    program = None
    try:
        tree = until(Tree)
        program = subprocess.Popen([sys.argv[1], "-m", "kneeapp"], env=environment)
        sys.stdout.write(json.dumps(explore(tree)) + "\n")
    finally:
        for child in filter(None, (program, launched, display)):
            child.terminate()
            child.wait(5)


main()
