"""``tongxin serve``: bring the database up to date and serve the site."""

import argparse
import hashlib
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from granian import Granian
from granian.constants import Interfaces

import tongxin
from tongxin.packs import registry
from tongxin.store.queries import committees
from tongxin.web.commands import demo, migrate

HELP = "Serve the site"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on")
    parser.add_argument("--workers", type=int, default=2, help="processes that answer")
    parser.add_argument("--demo-if-empty", action="store_true", help="fill an empty database with the demo")
    parser.add_argument("--no-demo", action="store_true", help="never load demonstration records")


def run(options: argparse.Namespace) -> int:
    """Prepare everything, say where the site is, and serve until stopped."""
    migrate.bring_up_to_date()
    if options.demo_if_empty and not options.no_demo and not committees.any_committee():
        print("The database is empty: loading the demonstration …", file=sys.stderr, flush=True)
        demo.fill()
    for pack in committees.packs_in_use():
        registry.pack(pack)  # A mistake in a pack is told now, and not on every page.
    collect_static()
    address = f"http://{options.host}:{options.port}"
    print(f"Tongxin {tongxin.__version__} on {address} (stop with Ctrl+C)", flush=True)
    if committees.is_demonstration():
        demo.tell_accounts()
    sys.stdout.flush()
    # The workers are forked: a connection that two of them shared would mix up their answers.
    connections.close_all()
    Granian(
        "tongxin.config.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        log_enabled=False,
    ).serve()
    return 0


def collect_static() -> None:
    """Gather the static files with hashed names, when they differ from those gathered last."""
    if settings.STATIC_FROM_SOURCE:
        return
    stamp = settings.STATIC_ROOT / ".stamp"
    wanted = _fingerprint(Path(settings.STATICFILES_DIRS[0]))
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    print("Gathering the static files …", file=sys.stderr, flush=True)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(wanted, encoding="ascii")


def _fingerprint(folder: Path) -> str:
    """Return a digest of names, sizes and times of the source files."""
    total = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            status = file.stat()
            total.update(f"{file.relative_to(folder)} {status.st_size} {status.st_mtime_ns}\n".encode())
    return total.hexdigest()
