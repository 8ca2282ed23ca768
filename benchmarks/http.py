"""Pages under load: ``wrk`` on loopback, two workers, fifteen seconds a page at most.

Times are those of one visitor, throughput that of several at once: with few connections chance decides
whether they meet in one worker, and their times double when they do.
"""

import http.cookiejar
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SECONDS = 5
ALONE, SEVERAL = 1, 8
LIST_LIMIT_MS = 40.0
FIGURES_LIMIT_MS = 300.0

PAGES = (
    ("home", "/", LIST_LIMIT_MS),
    ("members, 50 of 300", "/members/", LIST_LIMIT_MS),
    ("member", "/members/{member}/", LIST_LIMIT_MS),
    ("records, newest 50", "/entries/", LIST_LIMIT_MS),
    ("records, search of a two-character word", "/entries/?text=学校", LIST_LIMIT_MS),
    ("figures", "/figures/?from=2023-01-01&to=2024-10-31", FIGURES_LIMIT_MS),
)


def measure(*, members: int, proposals: int, attendances: int, database: str = "") -> list[dict[str, object]]:
    """Fill a throw-away site, serve it with two workers, and time each page.

    Returns:
        one row a page: requests per second, p50 and p95 in milliseconds, and the limit for p50.
    """
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is missing; on Debian: apt-get install wrk")
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"TONGXIN_DATA": folder, "TONGXIN_DATABASE_URL": database}
        _command(environment, "tongxin.config.main", "migrate")
        _command(environment, "benchmarks.fill", str(members), str(proposals), str(attendances))
        with _served(environment) as address:
            cookie = _sign_in(address)
            member = _first_member(address, cookie)
            return [
                _timed(address + path.format(member=member), cookie, name, limit)
                for name, path, limit in PAGES
            ]


def _command(environment: dict[str, str], module: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", module, *arguments], env=environment, check=True)


@contextmanager
def _served(environment: dict[str, str]) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "tongxin.config.main", "serve"),
            *("--port", str(port), "--workers", "2", "--no-demo"),
        ],
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{address}/sign-in/", timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _sign_in(address: str) -> str:
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = browser.open(f"{address}/sign-in/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    if token is None:
        raise SystemExit("the sign-in page has no form")
    form = {"username": "load-clerk", "password": "load-only-2024", "csrfmiddlewaretoken": token[1]}
    browser.open(f"{address}/sign-in/", urllib.parse.urlencode(form).encode())
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def _first_member(address: str, cookie: str) -> str:
    request = urllib.request.Request(f"{address}/members/", headers={"Cookie": cookie})
    found = re.search(r'href="/members/(\d+)/"', urllib.request.urlopen(request).read().decode())
    if found is None:
        raise SystemExit("the members list is empty: signing in failed?")
    return found[1]


def _timed(url: str, cookie: str, name: str, limit: float) -> dict[str, object]:
    address = urllib.parse.quote(url, safe=":/?&=")
    for _ in range(4):
        urllib.request.urlopen(urllib.request.Request(address, headers={"Cookie": cookie})).close()
    alone, several = _wrk(address, cookie, ALONE), _wrk(address, cookie, SEVERAL)
    failed = int(alone["failed"] + several["failed"])
    return {
        "page": name,
        "p50_ms": round(alone["p50"], 1),
        "p95_ms": round(alone["p95"], 1),
        "requests_per_second": round(several["rate"], 1),
        "p50_of_several_ms": round(several["p50"], 1),
        "failed": failed,
        "limit_p50_ms": limit,
        "within_limit": alone["p50"] <= limit and failed == 0,
    }


def _wrk(address: str, cookie: str, connections: int) -> dict[str, float]:
    """Return what ``wrk`` measured with some connections: milliseconds, requests per second, failures."""
    lua = Path(tempfile.gettempdir()) / f"tongxin-wrk-{os.getpid()}.lua"
    lua.write_text(REPORT, encoding="ascii")
    load = [*f"-t1 -c{connections} -d{SECONDS}s --latency -s".split(), str(lua), "-H", f"Cookie: {cookie}"]
    try:
        out = subprocess.run(
            ["wrk", *load, address], capture_output=True, text=True, check=True, timeout=30
        ).stdout
    finally:
        lua.unlink()
    found = (pair.split("=") for pair in out.splitlines() if re.fullmatch(r"[a-z0-9_]+=[\d.]+", pair))
    return {name: float(value) for name, value in found}


REPORT = """
done = function(summary, latency, requests)
  io.write(string.format("p50=%.3f\\n", latency:percentile(50) / 1000))
  io.write(string.format("p95=%.3f\\n", latency:percentile(95) / 1000))
  io.write(string.format("rate=%.3f\\n", summary.requests / (summary.duration / 1000000)))
  local e = summary.errors
  io.write(string.format("failed=%d\\n", e.connect + e.read + e.write + e.status + e.timeout))
end
"""
