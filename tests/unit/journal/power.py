"""A disk in memory that can lose power: what was written but not synced is kept only by chance.

Test-only: the program uses Python's own SQLite, which cannot be given such a disk; apsw's can.
"""

# ruff: noqa: N802  (SQLite gives its methods these names)
from __future__ import annotations

import apsw

SECTOR = 512


class PowerCutError(Exception):
    """The lights went out."""


class Disk:
    """Files as the platter has them, and for each the changes that only the cache has."""

    def __init__(self, chance):
        self.chance = chance
        self.platter: dict[str, bytes] = {}
        self.cache: dict[str, bytearray] = {}
        self.waiting: dict[str, list] = {}
        self.ghosts: dict[str, bytes] = {}  # deleted, but the folder was not synced
        self.steps_left = -1

    def step(self):
        if self.steps_left == 0:
            raise PowerCutError
        self.steps_left -= 1

    def sync(self, name):
        self.platter[name] = bytes(self.cache[name])
        self.waiting[name] = []
        if name.endswith("-journal"):
            self.ghosts.clear()  # SQLite syncs the folder with the first sync of a new journal

    def delete(self, name, *, sync_folder):
        gone = self.platter.pop(name, None)
        self.cache.pop(name, None)
        self.waiting.pop(name, None)
        if sync_folder:
            self.ghosts.clear()
        elif gone is not None:
            self.ghosts[name] = gone

    def after_power_cut(self):
        """What is found when the power is back: any part of what was not synced."""
        after = Disk(self.chance)
        for name in set(self.platter) | set(self.cache):
            after.platter[name] = self._some_of(name)
        for name, content in self.ghosts.items():
            if self.chance.random() < 0.5:
                after.platter[name] = content
        after.cache = {name: bytearray(content) for name, content in after.platter.items()}
        return after

    def _some_of(self, name):
        content = bytearray(self.platter.get(name, b""))
        for offset, data in self.waiting.get(name, ()):
            if data is None:
                if self.chance.random() < 0.5:
                    del content[offset:]
                continue
            for at in range(0, len(data), SECTOR):
                if self.chance.random() < 0.5:
                    part = data[at : at + SECTOR]
                    place = offset + at
                    content.extend(bytes(max(0, place - len(content))))
                    content[place : place + len(part)] = part
        return bytes(content)


class PowerVFS(apsw.VFS):
    def __init__(self, name, disk):
        self.disk = disk
        super().__init__(name, "", maxpathname=100)

    def xOpen(self, name, flags):
        path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        flags[1] = flags[0]
        return PowerFile(self.disk, path.rpartition("/")[2])

    def xDelete(self, name, sync_folder):
        self.disk.step()
        self.disk.delete(name.rpartition("/")[2], sync_folder=bool(sync_folder))

    def xAccess(self, name, _flags):
        return name.rpartition("/")[2] in self.disk.cache

    def xFullPathname(self, name):
        return name


class PowerFile:
    def __init__(self, disk, name):
        self.disk, self.name = disk, name
        disk.cache.setdefault(name, bytearray())

    def xRead(self, amount, offset):
        return bytes(self.disk.cache[self.name][offset : offset + amount])

    def xWrite(self, data, offset):
        self.disk.step()
        content = self.disk.cache[self.name]
        content.extend(bytes(max(0, offset - len(content))))
        content[offset : offset + len(data)] = data
        self.disk.waiting.setdefault(self.name, []).append((offset, bytes(data)))

    def xTruncate(self, size):
        self.disk.step()
        del self.disk.cache[self.name][size:]
        self.disk.waiting.setdefault(self.name, []).append((size, None))

    def xSync(self, _flags):
        self.disk.step()
        self.disk.sync(self.name)

    def xFileSize(self):
        return len(self.disk.cache[self.name])

    def xClose(self):
        pass

    def xLock(self, _level):
        pass

    def xUnlock(self, _level):
        pass

    def xCheckReservedLock(self):
        return False

    def xFileControl(self, _op, _ptr):
        return False

    def xSectorSize(self):
        return SECTOR

    def xDeviceCharacteristics(self):
        return 0


class Row(dict):
    def __getitem__(self, key):
        return list(self.values())[key] if isinstance(key, int) else super().__getitem__(key)


class Cursor:
    def __init__(self, db, found):
        self.lastrowid = db.last_insert_rowid()
        self._found = found

    def fetchall(self):
        return self._found

    def fetchone(self):
        return self._found[0] if self._found else None

    def __iter__(self):
        return iter(self._found)


class Connection:
    """As much of sqlite3.Connection as the journal uses, over apsw."""

    def __init__(self, vfs):
        self.db = apsw.Connection("journal.db", vfs=vfs)
        self.db.row_trace = lambda cursor, row: Row(
            zip((column[0] for column in cursor.description), row, strict=True)
        )

    def execute(self, sql, values=()):
        return Cursor(self.db, self.db.execute(sql, values).fetchall())

    @property
    def in_transaction(self):
        return self.db.in_transaction

    def close(self):
        self.db.close(force=True)
