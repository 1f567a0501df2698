"""Stopping a process just where it holds the write lock of the file: every other writer then waits for it."""

import signal
import sqlite3
import time
from pathlib import Path

from chaos import family

TRY_FOR = 0.7
"""Seconds. A writer that has little to write is seldom caught."""
OTHERS_TAKE = 0.04
"""Seconds for which somebody who runs may hold the lock."""
PAUSE = 0.001


def catch(pid: int, database: Path) -> bool:
    """Whether the process is stopped now, with the lock; if not, it goes on.

    Not where somebody else has the lock and is stopped: then there is no telling.
    """
    connection = sqlite3.connect(database, isolation_level=None, timeout=0)
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    caught = False
    try:
        if _stays_locked(connection):
            return False
        end = time.monotonic() + TRY_FOR
        while not caught and time.monotonic() < end and family.send(pid, signal.SIGSTOP):
            caught = _stays_locked(connection)
            if not caught:
                family.send(pid, signal.SIGCONT)
                time.sleep(PAUSE)
        return caught
    finally:
        if not caught:
            family.send(pid, signal.SIGCONT)
        connection.close()


def _stays_locked(connection: sqlite3.Connection) -> bool:
    end = time.monotonic() + OTHERS_TAKE
    while time.monotonic() < end:
        if takes_lock(connection):
            return False
        time.sleep(PAUSE)
    return True


def takes_lock(connection: sqlite3.Connection) -> bool:
    """Whether the write lock was to be had within the connection's patience; it is given back at once."""
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return False
    connection.execute("ROLLBACK")
    return True
