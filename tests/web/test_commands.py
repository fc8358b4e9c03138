"""`serve` and `demo` as a person starts them: a process, an address, a sign-in, Today."""

from __future__ import annotations

import re
import socket
import sqlite3
import stat
import subprocess
import sys
import time
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

RUN = """
import argparse, sys
from surefoot_web.commands.{0} import {0} as command
parser = argparse.ArgumentParser()
command.add_arguments(parser)
sys.exit(command.run(parser.parse_args(sys.argv[1:])))
"""
START_S = 180


def command(name: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", RUN.format(name), *arguments]


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def read_until(process: subprocess.Popen[bytes], log: Path, words: str) -> str:
    end = time.monotonic() + START_S
    while words not in log.read_text("utf-8") and time.monotonic() < end and process.poll() is None:
        time.sleep(0.1)
    seen = log.read_text("utf-8")
    assert words in seen, seen
    return seen


def open_when_up(browser, url: str):
    end = time.monotonic() + START_S
    while True:
        try:
            return browser.open(url)
        except OSError as error:
            if getattr(error, "code", None) or time.monotonic() > end:
                raise
            time.sleep(0.2)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder, port = tmp_path_factory.mktemp("demo"), free_port()
    home, log = folder / "home", folder / "log"
    with (
        log.open("wb") as out,
        subprocess.Popen(
            command("demo", "--home", str(home), "--port", port), stdout=out, stderr=subprocess.STDOUT
        ) as process,
    ):
        try:
            yield home, f"http://localhost:{port}", read_until(process, log, "CO-1")
        finally:
            process.terminate()


def test_demo_prints_address_and_sign_ins(demo):
    _, url, printed = demo
    assert url in printed
    assert re.search(r"podiatrist +\S+ +Demo Provider \(DPM-7\)", printed)


def test_demo_signs_in_and_shows_today(demo):
    _, url, printed = demo
    password = re.search(r"podiatrist +(\S+)", printed)[1]
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    page = open_when_up(browser, url + "/").read().decode()
    assert "/sign-in/" in browser.open(url + "/").url
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    typed = {"username": "podiatrist", "password": password, "csrfmiddlewaretoken": token, "next": ""}
    answer = browser.open(url + "/sign-in/", urlencode(typed).encode())
    today = answer.read().decode()
    assert answer.url == url + "/"
    assert "Demo Patient One" in today
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    stylesheet = re.search(r'href="(/static/[^"]+\.css)"', today)[1]
    assert browser.open(url + stylesheet).headers["Content-Type"].startswith("text/css")


def test_the_home_is_the_owners_alone_and_the_database_durable(demo):
    home, url, _ = demo
    open_when_up(build_opener(), url + "/sign-in/")
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert stat.S_IMODE((home / "secret_key").stat().st_mode) == 0o600
    with sqlite3.connect(home / "db.sqlite3") as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def run(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(name, *arguments), capture_output=True, text=True, timeout=START_S, check=False)


def test_serve_refuses_other_machines_without_tls(tmp_path):
    done = run("serve", "--host", "0.0.0.0", "--home", str(tmp_path / "home"))  # noqa: S104
    assert done.returncode == 2
    assert "SF-W904" in done.stderr
    assert not (tmp_path / "home").exists()


def test_serve_says_when_the_port_is_taken(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run("serve", "--port", str(taken.getsockname()[1]), "--home", str(tmp_path / "home"))
    assert done.returncode == 2
    assert "SF-W905" in done.stderr


@pytest.mark.parametrize(("name", "port"), [("demo", "99999"), ("serve", "0"), ("serve", "-1")])
def test_a_port_that_does_not_exist_is_refused(tmp_path, name, port):
    done = run(name, "--port", port, "--home", str(tmp_path / "home"))
    assert done.returncode == 2
    assert "SF-W905" in done.stderr
    assert "Choose a port from 1 to 65535" in done.stderr
    assert not (tmp_path / "home").exists()


def test_serve_says_when_the_file_is_no_database(tmp_path):
    (tmp_path / "db.sqlite3").write_bytes(b"not a database at all" * 100)
    done = run("serve", "--home", str(tmp_path), "--port", free_port())
    assert done.returncode == 2
    assert "SF-W908" in done.stderr
    assert "Traceback" not in done.stderr


def test_demo_leaves_a_real_clinic_alone(tmp_path):
    (tmp_path / "db.sqlite3").write_bytes(b"a real clinic")
    done = run("demo", "--home", str(tmp_path), "--port", free_port())
    assert done.returncode == 2
    assert "SF-W906" in done.stderr
    assert [path.name for path in Path(tmp_path).iterdir()] == ["db.sqlite3"]


def test_the_servers_own_output_holds_nothing_of_what_was_asked_or_sent(demo):
    """Paths, queries, hosts, forms and garbage that name somebody: none of it reaches the log of the running process."""
    home, url, _ = demo
    open_when_up(build_opener(), f"{url}/sign-in/")
    host, _, port = url.rpartition("//")[2].partition(":")
    asked = (
        b"GET /patients/Zebraqx/?words=Zebraqx HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /%ff%feZebraqx HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: zebraqx.example\r\n\r\n",
        b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 16\r\n\r\nusername=Zebraqx",
        b"ZEBRAQX / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"Zebraqx\x00\xff\r\n\r\n",
    )
    for sent in asked:
        with socket.create_connection((host, int(port)), timeout=START_S) as line:
            line.sendall(sent)
            line.recv(1)
    log = (home.parent / "log").read_text("utf-8", errors="replace")
    assert "SF-W400" in log
    assert "zebraqx" not in log.lower()
