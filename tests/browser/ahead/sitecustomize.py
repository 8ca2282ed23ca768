"""Sets the clock of a server under test ahead, so that a test sees what is due next year."""

import os
from datetime import datetime, timedelta

from django.utils import timezone

_now = timezone.now
_AHEAD = timedelta(days=int(os.environ.get("DAYS_LATER", "0")))


def _later() -> datetime:
    return _now() + _AHEAD


timezone.now = _later
