"""The two reviews from end to end: opened, commented, closed, concluded, signed, archived."""

import io
import re
from decimal import Decimal

import docx
import pytest
from tests.actions.acting import acting
from tests.web import visiting
from tests.web.ledger_pages import words

from tongxin.actions.entries import record_entry
from tongxin.engine.ledger.drafts import EntryDraft
from tongxin.store import models

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def english(role):
    client = visiting.signed_in(role)
    client.cookies["tongxin_language"] = "en"
    return client


@pytest.fixture
def office():
    return english("party_clerk")


@pytest.fixture
def opened(office):
    """The address of an open round on the bases."""
    response = office.post("/reviews/", {"kind": "base_review", "year": 2024})
    assert response.status_code == 302, words(response)
    return response["Location"]


def items():
    return list(models.ReviewItem.objects.order_by("place"))


def concluded(office, opened, skip=()):
    """Close a round and write every conclusion."""
    office.post(f"{opened}close/", {"met_on": "2024-01-20"})
    for item in items():
        if item.pk not in skip:
            office.post(
                f"/reviews/items/{item.pk}/conclude/", {"text": f"{item.name}带动明显。", "band": "good"}
            )


def paper(client, address):
    response = client.get(address)
    assert response.status_code == 200
    found = docx.Document(io.BytesIO(response.content))
    lines = [paragraph.text for paragraph in found.paragraphs]
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return found, lines, cells


def test_all_bases_are_reviewed_on_the_year_before(office, opened):
    row = models.ReviewRound.objects.get()
    assert (str(row.looks_from), str(row.looks_to)) == ("2023-01-01", "2023-12-31")
    assert len(items()) == 16
    assert "open for comments" in words(office.get(opened))
    assert "a round of this kind" in words(office.post("/reviews/", {"kind": "base_review", "year": 2024}))


def test_standing_members_who_are_party_members_are_reviewed_in_december(office):
    office.post("/reviews/", {"kind": "standing_review", "year": 2024})
    roles = ("chair", "vice_chair", "secretary_general", "standing_member")
    people = models.Post.objects.filter(role__in=roles, end=None).values("person")
    party = models.PartyStanding.objects.filter(person__in=people, affiliation="cpc", end=None)
    assert len(items()) == party.filter(person__memberships__end=None).distinct().count() > 5
    names = [item.name for item in items()]
    assert len(names) == len(set(names))


def test_a_figure_of_the_material_is_the_sum_of_the_records_behind_it(office, opened):
    item = next(item for item in items() if item.material["figures"]["work"][0]["records"])
    [jobs, _income] = item.material["figures"]["work"]
    amounts = models.EntryAmount.objects.filter(entry__in=jobs["records"], name="jobs")
    assert sum(amounts.values_list("amount", flat=True)) == int(jobs["value"])
    base = models.Entry.objects.filter(pk__in=jobs["records"]).values_list("base", flat=True)
    assert set(base) == {item.subject}
    text = office.get(f"/reviews/items/{item.pk}/").content.decode()
    assert all(f"/entries/{number}/" in text for number in jobs["records"])


def test_what_is_corrected_later_stands_beside_what_was_frozen(office, opened):
    item = next(item for item in items() if item.material["figures"]["work"][0]["records"])
    assert "Records have changed" not in words(office.get(f"/reviews/items/{item.pk}/"))
    clerk = acting(models.User.objects.get(username="clerk"))
    record_entry(
        clerk,
        EntryDraft(
            kind="jobs",
            happened_on=models.Entry.objects.get(pk=item.material["records"][0][0]).happened_on,
            base=item.subject,
            amounts={"jobs": Decimal(5)},
        ),
    )
    text = words(office.get(f"/reviews/items/{item.pk}/"))
    assert "Records have changed" in text
    before = item.material["figures"]["work"][0]["value"]
    assert f"{int(before):,}" in text
    assert f"{int(before) + 5:,}" in text


def test_a_comment_is_seen_by_nobody_else_before_the_round_is_closed(office, opened):
    leader, item = english("party_group_leader"), items()[0]
    address = f"/reviews/items/{item.pk}/"
    assert leader.post(address, {"text": "带动就业有成效，台账要规范。", "band": "good"}).status_code == 302
    assert "台账要规范" in words(leader.get(address))
    for role in ("party_clerk", "chair", "auditor"):
        assert "台账要规范" not in english(role).get(address).content.decode()
    assert "台账要规范" not in str(models.AuditEvent.objects.filter(verb="review.comment").get().changes)
    office.post(f"{opened}close/", {"met_on": "2024-01-20"})
    assert "台账要规范" in words(office.get(address))
    assert leader.post(address, {"text": "改一改", "band": ""}).status_code == 422


def test_a_review_runs_through_to_its_document_and_settles_the_duty(office, opened):
    english("party_group_leader").post(
        f"/reviews/items/{items()[0].pk}/", {"text": "有成效。", "band": "good"}
    )
    base = items()[2].subject  # the one that the demonstration left out
    before = models.Entry.objects.filter(kind="base_review").count()
    assert "late" in words(office.get(f"/duties/base_review/{base}/2024/"))
    concluded(office, opened)
    assert "signed" not in words(office.get(opened)).split("Sign the conclusions")[0].split("Archived")[-1]
    office.post(f"{opened}sign/", {"signed_by": "演示主席"})
    duty = words(office.get(f"/duties/base_review/{base}/2024/"))
    assert "met" in duty
    assert models.Entry.objects.filter(kind="base_review").count() == before + 16
    found, lines, cells = paper(office, f"{opened}result.docx")
    assert any("演示主席" in line for line in lines)
    assert any("带动明显" in line for line in lines)
    assert any("有成效" in line for line in lines)
    assert "Jobs created" in cells or any("job" in cell.lower() for cell in cells)
    assert (round(found.sections[0].top_margin.mm), round(found.sections[0].bottom_margin.mm)) == (37, 35)
    office.post(f"{opened}archive/")
    assert "archived" in words(office.get(opened))
    verbs = list(
        models.AuditEvent.objects.filter(noun="review").values_list("verb", flat=True).order_by("seq")
    )
    assert [verb for verb in verbs if verb not in {"review.conclude", "review.comment"}] == [
        "review.open",
        "review.close",
        "review.sign",
        "review.archive",
    ]


def test_the_material_pack_lists_everybody_with_figures_and_records(office, opened):
    _found, lines, cells = paper(office, f"{opened}material.docx")
    headings = [line for line in lines if re.match(r"\d+\. ", line)]
    assert headings == [f"{item.place}. {item.name}" for item in items()]
    assert len([cell for cell in cells if cell]) > 16 * 3


def test_nothing_is_signed_while_a_conclusion_is_missing(office, opened):
    concluded(office, opened, skip={items()[3].pk})
    page = office.post(f"{opened}sign/", {"signed_by": "演示主席"}, follow=True)
    assert "1 conclusions are still missing" in page.content.decode()
    assert models.ReviewRound.objects.get().state == "closed"
    assert not models.ReviewItem.objects.exclude(entry=None).exists()


def test_taking_it_up_again_needs_a_reason_and_writes_no_record_twice(office, opened):
    before = models.Entry.objects.filter(kind="base_review").count()
    concluded(office, opened)
    office.post(f"{opened}sign/", {"signed_by": "演示主席"})
    office.post(f"{opened}reopen/", {"reason": ""})
    assert models.ReviewRound.objects.get().state == "concluded"
    office.post(f"{opened}reopen/", {"reason": "更正一处"})
    assert models.AuditEvent.objects.latest("seq").verb == "review.reopen"
    office.post(f"{opened}sign/", {"signed_by": "演示主席"})
    assert models.Entry.objects.filter(kind="base_review").count() == before + 16


@pytest.mark.parametrize(
    ("act", "sent", "said"),
    [
        ("close", {"met_on": "2999-01-01"}, "This day lies ahead"),
        ("close", {"met_on": ""}, "required"),
        ("sign", {"signed_by": "演示主席"}, "no longer at this step"),
        ("archive", {}, "no longer at this step"),
    ],
)
def test_a_step_out_of_turn_is_refused(office, opened, act, sent, said):
    page = office.post(f"{opened}{act}/", sent, follow=True)
    assert said in page.content.decode()
    assert models.ReviewRound.objects.get().state == "commenting"


def test_steps_and_papers_that_are_not_there(office, opened):
    assert office.post(f"{opened}dance/").status_code == 404
    assert office.get(f"{opened}result.docx").status_code == 404
    assert office.get(f"{opened}song.docx").status_code == 404


def test_tasks_that_follow_are_tracked_until_somebody_says_how_they_were_done(office, opened):
    office.post(f"{opened}close/", {"met_on": "2024-01-20"})
    person, item = models.User.objects.get(username="member").person, items()[0]
    sent = {
        "text": "带动明显。",
        "band": "",
        "task1": "规范就业台账",
        "person1": person.pk,
        "due1": "2024-03-31",
    }
    office.post(f"/reviews/items/{item.pk}/conclude/", {**sent, "task2": "补录培训记录"})
    tasks = list(models.ReviewTask.objects.order_by("pk"))
    assert [task.text for task in tasks] == ["规范就业台账", "补录培训记录"]
    assert "规范就业台账" in words(office.get("/reviews/"))
    member = english("member")
    text = words(member.get("/reviews/"))
    assert "规范就业台账" in text
    assert "补录培训记录" not in text
    address = f"/reviews/tasks/{tasks[0].pk}/done/"
    assert member.post(address, {"day": "2024-03-01", "note": ""}).status_code == 422
    assert member.post(address, {"day": "2024-03-01", "note": "已重新登记"}).status_code == 302
    assert "规范就业台账" not in words(office.get("/reviews/"))
    assert member.get(f"/reviews/tasks/{tasks[1].pk}/done/").status_code == 404
    assert models.AuditEvent.objects.latest("seq").verb == "review.task_done"


def test_a_reviewed_member_sees_their_own_result_once_it_is_signed(office):
    member = models.User.objects.get(username="member").person
    models.Post.objects.create(
        committee=member.committee, person=member, role="standing_member", start="2021-09-01"
    )
    models.Committee.objects.update(roster_revision=999)
    opened = office.post("/reviews/", {"kind": "standing_review", "year": 2024})["Location"]
    own = next(item for item in items() if item.name == member.name)
    other = next(item for item in items() if item.name != member.name)
    client = english("member")
    assert client.get(f"/reviews/items/{own.pk}/").status_code == 404
    office.post(f"{opened}close/", {"met_on": "2024-10-30"})
    for item in items():
        office.post(f"/reviews/items/{item.pk}/conclude/", {"text": "认真履职。", "band": "good"})
    office.post(f"{opened}sign/", {"signed_by": "演示主席"})
    assert "认真履职" in words(client.get(f"/reviews/items/{own.pk}/"))
    assert client.get(f"/reviews/items/{other.pk}/").status_code == 404
    assert other.name not in words(client.get(opened))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"text": " ", "band": "good"}, "This field is required"),
        ({"text": "好", "band": "best"}, "best is not one of the available choices"),
    ],
)
def test_a_conclusion_without_words_or_with_a_band_of_ones_own_is_not_kept(office, opened, sent, said):
    office.post(f"{opened}close/", {"met_on": "2024-01-20"})
    response = office.post(f"/reviews/items/{items()[0].pk}/conclude/", sent)
    assert response.status_code == 422
    assert said in words(response)


def test_the_aims_show_this_year_beside_the_same_days_of_the_year_before(office):
    page = office.get("/outcomes/")
    text = words(page)
    assert "Duty work promotes development" in text
    source = page.content.decode().replace("&amp;", "&")
    assert "from=2024-01-01&to=2024-10-31" in source
    assert "from=2023-01-01&to=2023-10-31" in source


def test_on_a_leap_day_the_year_before_ends_on_the_twenty_eighth(office):
    source = office.get("/outcomes/?on=2024-02-29").content.decode().replace("&amp;", "&")
    assert "from=2023-01-01&to=2023-02-28" in source
