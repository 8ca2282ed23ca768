"""Handing a proposal in, filing it, giving it to units: what the tests of proposals begin with."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.actions.acting import AT

from tongxin.actions.acting import Invalid
from tongxin.actions.proceeding_desk import Step, Taken
from tongxin.actions.proceeding_moves import move_paper, move_part
from tongxin.actions.proceedings import begin_paper
from tongxin.engine.proceedings.submissions import Submission
from tongxin.store.models import (
    Entry,
)

OPINION = {"advice": "file"}
REPLY = {
    "class": "b",
    "promised": "2025-06-30",
    "number": "隆交函〔2024〕3号",
    "signer": "演示局长",
    "contact": "演示科 0771-0000000",
    "text": "所提建议已列入明年计划。",
}
RATED = {"result": "satisfied", "attitude": "satisfied", "met": "face", "way": "self"}
REJECTED = {**RATED, "result": "dissatisfied", "remark": "没有说明何时动工。"}


def submission(people, **changed):
    given = {
        "form": "individual",
        "title": "关于修好村道的建议",
        "parts": {"analysis": "路面破损三公里。", "advice": "列入计划，年内修好。"},
        "fields": {"theme": "society", "origin": "research", "publish": "full"},
        "declared": frozenset({"no_secrets"}),
        "people": tuple(person.pk for person in people),
    }
    return Submission(**{**given, **changed})


def later(actor, days=1):
    return replace(actor, at=AT + timedelta(days=days))


def go(actor, paper, *codes, **fields):
    for code in codes:
        move_paper(actor, paper.pk, Step(move=code, fields=fields))
    paper.refresh_from_db()
    return paper.state


def filed(clerk, paper):
    go(clerk, paper, "first_review", "second_review", **OPINION)
    go(clerk, paper, "file")
    return paper


def assigned(clerk, paper, *units):
    move_paper(clerk, paper.pk, Step(move="assign", taken=Taken(units=units)))
    paper.refresh_from_db()
    return list(paper.parts.order_by("pk"))


def part_go(actor, part, code, taken=None, **fields):
    move_part(actor, part.pk, Step(move=code, fields=fields, taken=taken or Taken()))
    part.refresh_from_db()
    return part.state


def answered(clerk, handler, part, **changed):
    if part.state == "assigned":
        part_go(handler, part, "receive")
    part_go(handler, part, "draft_reply", **{**REPLY, **changed})
    part_go(clerk, part, "send")


def refused(call):
    with pytest.raises(Invalid) as problem:
        call()
    return [issue.code for issue in problem.value.issues]


def kinds():
    newest = {}
    for row in Entry.objects.order_by("pk"):
        newest[row.root_id or row.pk] = row
    return sorted(row.kind for row in newest.values() if row.act != "void")


def papers(clerk, people, count):
    found = []
    for number in range(count):
        paper = begin_paper(clerk, "proposal", submission(people[:1], title=f"关于第{number}件事的建议"))
        go(clerk, paper, "submit")
        found.append(filed(clerk, paper))
    return found


def newest(kind, paper):
    return Entry.objects.filter(kind=kind, title=paper.title).order_by("-pk").first()
