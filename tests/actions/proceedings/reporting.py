"""Handing an opinion report in, editing it, signing it off: what the tests of reports begin with."""

from tests.actions.proceedings.proposing import go, submission

from tongxin.actions.proceeding_desk import Step, Taken
from tongxin.actions.proceeding_editing import Edited, edit_paper
from tongxin.actions.proceeding_moves import move_paper
from tongxin.actions.proceedings import begin_paper

EDITED = Edited(
    title="南圩片区村道破损影响出行",
    parts={"analysis": "三公里路面破损，雨天难行。", "advice": "列入计划，年内修好。"},
)
CITY = {"level": "city", "way": "single", "happened": "2024-10-31"}
INSTRUCTION = {"level": "county", "leader": "县长", "happened": "2024-10-31", "words": "请交通局抓紧办。"}


def report(people, **changed):
    given = {"title": "村道破损影响出行", "fields": {}, **changed}
    return submission(people, **given)


def reported(member, person, **changed):
    paper = begin_paper(member, "opinion", report([person], **changed))
    go(member, paper, "submit")
    return paper


def signed_off(clerk, leader, paper):
    go(clerk, paper, "take_up")
    edit_paper(clerk, paper.pk, EDITED)
    go(clerk, paper, "send_to_sign_off")
    go(leader, paper, "sign_off")
    return paper


def issued(clerk, paper, taken=None):
    move = move_paper(clerk, paper.pk, Step(move="issue", taken=taken or Taken(series="bulletin")))
    paper.refresh_from_db()
    return move.bulletin
