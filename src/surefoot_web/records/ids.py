"""Ids: UUID version 7 (RFC 9562), so that rows sort in the order in which they were made."""

from __future__ import annotations

import secrets
import threading
import time
from uuid import UUID

_lock = threading.Lock()
_last_tick = 0


def new_id() -> UUID:
    """Return a UUIDv7 that sorts after every other one made by this process."""
    tick = _next_tick()
    milliseconds, fraction = tick >> 12, tick & 0xFFF
    return UUID(int=milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | secrets.randbits(62))


def _next_tick() -> int:
    """Milliseconds since 1970 in the upper bits, 4096ths of one in the lower twelve; always rising."""
    global _last_tick
    milliseconds, nanoseconds = divmod(time.time_ns(), 1_000_000)
    tick = milliseconds << 12 | (nanoseconds << 12) // 1_000_000
    with _lock:
        _last_tick = max(_last_tick + 1, tick)
        return _last_tick
