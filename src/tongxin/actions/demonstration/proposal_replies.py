"""What units reply."""

from datetime import date, timedelta

from tongxin.actions.demonstration.histories import History, Played
from tongxin.actions.demonstration.proposal_making import Maker, moment
from tongxin.actions.demonstration.proposal_topics import REPLIES


def reply(make: Maker, history: History, part: int, code: str, sent: date) -> None:
    """Let a unit draft a reply of a class and the office send it."""
    random = make.random
    said: dict[str, object] = {
        "class": code,
        "number": f"隆函〔{sent.year}〕{random.randrange(10, 400)}号",
        "signer": "演示局长",
        "contact": "演示股室 0771-6500000",
        "text": random.choice(REPLIES[code]),
    }
    if code == "b":
        said["promised"] = (sent + timedelta(days=random.randrange(90, 280))).isoformat()
    history.played += [
        Played(move="draft_reply", at=moment(sent - timedelta(days=2), 4), part=part, fields=said),
        Played(move="send", at=moment(sent, 5), part=part),
    ]
