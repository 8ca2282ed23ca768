"""The mail server, from one address such as ``smtp+tls://user:secret@mail.example.org:587``."""

from urllib.parse import unquote, urlsplit

_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def settings_for(address: str) -> dict[str, object]:
    """Return Django's settings for a mail server; none for an empty address.

    Args:
        address: ``smtp``, ``smtp+tls`` (STARTTLS) or ``smtps``, then user, secret, host and port.

    Raises:
        ValueError: the address is of another kind or names no host.
    """
    if not address:
        return {}
    parts = urlsplit(address)
    if parts.scheme not in _PORTS or not parts.hostname:
        known = ", ".join(f"{scheme}://" for scheme in _PORTS)
        message = f"TONGXIN_MAIL must begin with one of {known} and name a host"
        raise ValueError(message)
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or _PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 10,
    }
