"""Other services that stood as a list in the visit become events, and nothing of them is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

SERVICES = [
    {"code": "97110", "minutes": 22.5, "provider": "PT-1", "discipline": "PT",
     "start": "2026-11-20T09:30:00-05:00", "end": "2026-11-20T09:53:00-05:00"},
    {"code": "97112"},
    {"code": "97116", "start": "2026-11-20T10:00:00-05:00", "provider": "nobody"},
]  # fmt: skip
NOTHING = {"minutes": None, "provider": None, "discipline": "", "time_s": None, "reason": ""}


def test_each_becomes_an_event(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    environment = {**os.environ, "SUREFOOT_HOME": str(tmp_path), "DATABASE_URL": ""}
    program = Path(__file__).with_name("moved_services.py")
    done = subprocess.run(
        [sys.executable, program, json.dumps(SERVICES)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    whole = {"minutes": 22.5, "provider": "PT-1", "discipline": "PT", "time_s": 23 * 60}
    assert found["events"] == [
        {**NOTHING, "code": "97110", **whole},
        {**NOTHING, "code": "97112"},
        {**NOTHING, "code": "97116", "reason": json.dumps(SERVICES[2])},
    ]
    for table in ("visits_ledgerevent", "visits_serviceevent", "visits_trial"):
        assert {f"{table}_no_update", f"{table}_no_delete"} <= set(found["triggers"])
