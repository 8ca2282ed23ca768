"""The review queue: text beside the decision, one paper after another, drafts that decide nothing."""

import pytest
from tests.web import visiting
from tests.web.ledger_pages import words
from tests.web.test_proceedings import english, go, written

from tongxin.store import models

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def waiting(count=2, **changed):
    """Hand papers in and return their ids, oldest first."""
    member = english("member")
    found = []
    for number in range(count):
        address = written(member, title=f"关于第{number}段村道的建议", **changed)
        assert go(member, address, "submit", because="另一段路").status_code == 302
        found.append(int(address.rstrip("/").rsplit("/", 1)[-1]))
    return found


def decide(paper, move="", query=""):
    return f"/proceedings/papers/{paper}/decide/?" + "&".join(
        filter(None, (f"move={move}" if move else "", query))
    )


def theme(paper, value):
    row = models.Proceeding.objects.get(pk=paper)
    row.fields["theme"] = value
    row.save()


def test_after_a_decision_the_next_paper_opens():
    first, second = waiting()
    clerk = english("clerk")
    page = words(clerk.get(decide(first)))
    assert "Facts and analysis" in page
    assert "Give the first opinion" in page
    answer = clerk.post(decide(first, "first_review"), {"field.advice": "file", "field.note": "内容具体"})
    assert answer["Location"] == f"/proceedings/papers/{second}/decide/"
    assert models.Proceeding.objects.get(pk=first).state == "reviewed"


def test_the_last_decision_leads_back_to_the_queue_as_it_was_filtered():
    [paper] = waiting(1)
    models.Proceeding.objects.filter(pk=paper).update(form="joint")
    query = "state=submitted&form=joint"
    answer = english("clerk").post(decide(paper, "first_review", query), {"field.advice": "file"})
    assert answer["Location"].startswith("/proceedings/proposal/queue/?")
    assert "form=joint" in answer["Location"]


def test_earlier_opinions_stand_beside_the_next_decision():
    [paper] = waiting(1)
    clerk = english("clerk")
    clerk.post(decide(paper, "first_review"), {"field.advice": "merge", "field.note": "与另一件相同"})
    page = words(clerk.get(decide(paper)))
    assert "File and merge it" in page
    assert "与另一件相同" in page
    assert "Give the second opinion" in page


def test_a_draft_of_a_decision_is_kept_and_decides_nothing():
    [paper] = waiting(1)
    clerk = english("clerk")
    kept = clerk.post(
        f"/drafts/save/?form=move:{paper}:first_review", {"field.advice": "file", "field.note": "先记一笔"}
    )
    assert kept.status_code == 200
    assert models.Proceeding.objects.get(pk=paper).state == "submitted"
    assert "先记一笔" in clerk.get(decide(paper)).content.decode()
    listed = clerk.get("/drafts/")
    assert "Give the first opinion" in words(listed)
    assert f"/proceedings/papers/{paper}/moves/first_review/" in listed.content.decode()
    clerk.post(decide(paper, "first_review"), {"field.advice": "file", "field.note": "先记一笔"})
    assert not models.Draft.objects.filter(form=f"move:{paper}:first_review").exists()


def test_what_is_missing_is_said_and_the_text_stays_beside_it():
    [paper] = waiting(1)
    answer = english("clerk").post(decide(paper, "return"), {"field.reason": ""})
    assert answer.status_code == 422
    assert "雨天难行" in answer.content.decode()
    assert models.Proceeding.objects.get(pk=paper).state == "submitted"


def test_the_queue_shows_how_long_each_waits_and_is_narrowed_by_theme_and_form():
    _first, second = waiting()
    theme(second, "culture")
    clerk = english("clerk")
    page = clerk.get("/proceedings/proposal/queue/?theme=culture").content.decode()
    assert "关于第1段村道的建议" in page
    assert "关于第0段村道的建议" not in page
    assert "Nothing fits these filters." in words(clerk.get("/proceedings/proposal/queue/?form=unit"))
    newest = clerk.get("/proceedings/proposal/queue/?order=newest&state=submitted").content.decode()
    assert newest.index("关于第1段村道的建议") < newest.index("关于第0段村道的建议")
    assert "day left" in words(clerk.get("/proceedings/proposal/queue/")) or "days left" in words(
        clerk.get("/proceedings/proposal/queue/")
    )


def test_the_deadline_says_how_it_was_counted():
    [paper] = waiting(1)
    page = english("clerk").get(decide(paper))
    assert "Review: 15 working days, counted from" in words(page)
    assert "/workdays/?start=" in page.content.decode()


@pytest.mark.parametrize("role", ["member", "chair", "handling_unit", "auditor"])
def test_nobody_but_the_office_sees_the_queue(role):
    [paper] = waiting(1)
    client = visiting.signed_in(role)
    assert client.get("/proceedings/proposal/queue/").status_code == 403
    assert client.get(decide(paper)).status_code == 403
    assert client.post(decide(paper, "first_review"), {"field.advice": "file"}).status_code == 403


def test_a_paper_that_left_the_queue_is_decided_over_by_nobody():
    [paper] = waiting(1)
    clerk = english("clerk")
    assert clerk.post(decide(paper, "file"), {}).status_code == 404
    clerk.post(decide(paper, "return"), {"field.reason": "请补充数据"})
    page = words(clerk.get(decide(paper)))
    assert "No longer in the queue" in page
    assert "There is nothing to decide here now" in page
