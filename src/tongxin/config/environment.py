"""What the environment says: where state lies, which database, which pack."""

import os
import secrets
from pathlib import Path

DATA_VARIABLE = "TONGXIN_DATA"


def data_folder() -> Path:
    """Return the folder that holds all state, made if it is missing (default ``./var``)."""
    folder = Path(os.environ.get(DATA_VARIABLE, "var")).resolve()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)  # it holds personal data
    return folder


def text(name: str, default: str = "") -> str:
    """Return a variable's text."""
    return os.environ.get(name, default).strip()


def flag(name: str) -> bool:
    """Tell whether a variable is switched on."""
    return text(name).lower() in {"1", "true", "yes", "on"}


def web_address(name: str) -> str:
    """Return a variable's web address, or nothing where it is not set.

    Raises:
        ValueError: it is no web address.
    """
    address = text(name)
    if address and not address.startswith(("https://", "http://")):
        message = f"{name} must begin with https:// or http://"
        raise ValueError(message)
    return address


def listed(name: str, default: str) -> list[str]:
    """Return a comma-separated variable as a list."""
    return [item.strip() for item in text(name, default).split(",") if item.strip()]


def secret_key(folder: Path) -> str:
    """Return the site's secret, made once and kept beside the data, readable by its owner only."""
    given = text("TONGXIN_SECRET_KEY")
    if given:
        return given
    path = folder / "secret.key"
    if not path.exists():
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text(encoding="ascii")
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii")
