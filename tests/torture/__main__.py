"""`python -m tests.torture --kills 200 --seed 1`: kill -9 of the real server under load, again and again. Exit 1 where anything was lost."""

from __future__ import annotations

import argparse
import json
import os
import socket
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random
from threading import Event, Thread
from typing import Any

from .life import Life
from .outside import Outside
from .pages import Person
from .server import Server, copy_begin, kill_group

PHASES = ("start", "intake", "timing", "plan", "signing", "backup")
WAIT_S = 30
LATEST_S = 0.4


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--clinics", type=int, default=4)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="surefoot-torture-") as name:
        told = torture(Path(name), kills=args.kills, seed=args.seed, clinics=args.clinics)
    print(json.dumps(told, indent=1))  # noqa: T201
    return 1 if told["faults"] else 0


def torture(root: Path, *, kills: int, seed: int, clinics: int) -> dict[str, Any]:
    home, copies, log = root / "home", root / "copies", root / "server.log"
    copies.mkdir()
    _set_up(home, root)
    from .cast import clinics_make

    server, outside, stop, random = (
        Server(home, _free_port(), log),
        Outside(root / "outside.ndjson"),
        Event(),
        Random(seed),
    )
    lives = [
        Life(
            f"C{number}",
            {who: Person(server.port, **facts) for who, facts in cast.items()},
            outside,
            random.getrandbits(32),
            stop,
        )
        for number, cast in enumerate(clinics_make(clinics))
    ]
    _let_go()
    broken: list[str] = []
    threads = [Thread(target=_lived, args=(life, broken), daemon=True) for life in lives]
    server.start()
    for thread in threads:
        thread.start()
    killed: Counter[str] = Counter()
    faults: list[str] = []
    for number in range(kills):
        phase = PHASES[number % len(PHASES)]
        _kill_in(phase, server, lives, random, copies, log)
        killed[phase] += 1
        faults += [f"kill {number} in {phase}: {one}" for one in _look(home, outside)]
        server.start()
        if faults or broken:
            break
    stop.set()
    for thread in threads:
        thread.join(timeout=WAIT_S)
    server.kill()
    return {
        "kills": dict(killed),
        "acknowledged": len(outside.lines()),
        "visits_whole": sum(life.visits for life in lives),
        "copies": _copies_open(copies, root / "key.txt", root),
        "faults": [*faults, *broken, *_look(home, outside), *_verified()],
    }


def _set_up(home: Path, root: Path) -> None:
    os.environ |= {
        "SUREFOOT_HOME": str(home),
        "SUREFOOT_DEMO": "1",
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "surefoot_web.config.settings",
    }
    from surefoot_web.commands.server import prepare_database
    from surefoot_web.copies.keys import key_make

    fault = prepare_database()
    if fault:
        raise RuntimeError(fault)
    key_make(root / "key.txt", home)


def _let_go() -> None:
    from django.db import connections

    connections.close_all()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _lived(life: Life, broken: list[str]) -> None:
    try:
        life.run()
    except Exception as error:  # the trial is over, and says why
        broken.append(f"{life.name} in {life.phase}: {error!r}")


def _kill_in(phase: str, server: Server, lives: list[Life], random: Random, copies: Path, log: Path) -> None:
    """Kill while a life is in `phase`, at a random moment of it; in "backup" a copy is being made, and is killed too."""
    copy = copy_begin(server.home, copies, log) if phase == "backup" else None
    end = time.monotonic() + WAIT_S
    while phase != "backup" and time.monotonic() < end and all(life.phase != phase for life in lives):
        time.sleep(0.005)
    time.sleep(random.uniform(0, LATEST_S) if copy is None else random.uniform(0.5, 4))
    server.kill()
    if copy is not None:
        kill_group(copy)


def _look(home: Path, outside: Outside) -> list[str]:
    from .check import faults_after

    return faults_after(home, outside.lines())


def _verified() -> list[str]:
    from surefoot_web.commands.verify import verified

    return [f"{one['what']}: {one['says']}" for one in verified()["faults"]]


def _copies_open(copies: Path, key: Path, root: Path) -> int:
    """How many copies were made; each must open whole, whatever was killed beside it."""
    from surefoot_web.copies.restoring import opened

    made = sorted(copies.glob("*.age"))
    for copy in made:
        with opened(copy, key, root / "looked-at"):
            pass
    return len(made)


if __name__ == "__main__":
    sys.exit(main())
