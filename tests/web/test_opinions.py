"""Opinion reports on their pages: from the author's phone to an instruction, and who sees what of it."""

import re

import pypdfium2
import pytest
from tests.web import visiting
from tests.web.drawn_pages import said
from tests.web.ledger_pages import words
from tests.web.word_papers import lines, opened

from tongxin.store import models

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]

WRITTEN = {
    "form": "individual",
    "title": "村道破损影响出行",
    "part.analysis": "南圩镇三公里村道破损。\n雨天难行。",
    "part.advice": "列入计划。",
    "declared.no_secrets": "on",
}
EDITED = {
    "title": "南圩镇一段村道破损影响群众出行",
    "part.analysis": "南圩镇三公里村道破损，雨天难行。",
    "part.advice": "建议列入年度计划。",
    "seen": "0",
}
INSTRUCTION = {"level": "county", "leader": "县长", "words": "请交通局抓紧研究办理。"}


def english(role):
    client = visiting.signed_in(role)
    client.cookies["tongxin_language"] = "en"
    return client


def today():
    return models.Proceeding.objects.get(title=WRITTEN["title"]).submitted_at.date().isoformat()


def go(client, address, code, **said):
    plain = {"bulletin", "units1", "role1", "paper"}
    fields = {key if key in plain else f"field.{key}": value for key, value in said.items()}
    response = client.post(f"{address}moves/{code}/", fields)
    assert response.status_code == 302, words(response)
    return response


def handed_in(member, **changed):
    kept = member.post("/proceedings/opinion/new/", {**WRITTEN, **changed, "then": "hand-in"})
    assert kept.status_code == 302, words(kept)
    assert kept["Location"].endswith("/moves/submit/")
    assert member.post(kept["Location"]).status_code == 302
    return kept["Location"].removesuffix("moves/submit/")


def edited(clerk, address, **changed):
    go(clerk, address, "take_up")
    assert clerk.post(f"{address}edition/", {**EDITED, **changed}).status_code == 302
    return address


def signed_off(clerk, leader, address):
    go(clerk, edited(clerk, address), "send_to_sign_off")
    go(leader, address, "sign_off")
    return address


@pytest.fixture
def issued():
    member, clerk, leader = english("member"), english("clerk"), english("party_group_leader")
    address = signed_off(clerk, leader, handed_in(member))
    paper = int(address.strip("/").rsplit("/", 1)[-1])
    sent = clerk.post("/proceedings/opinion/bulletins/new/", {"series": "bulletin", "papers": [paper]})
    assert sent.status_code == 302, words(sent)
    return address, sent["Location"]


def test_a_report_goes_from_the_authors_phone_to_an_instruction(issued):
    address, bulletin = issued
    member, clerk, chair = english("member"), english("clerk"), english("chair")
    page = words(member.get(address))
    assert "Issued in a bulletin. What becomes of it is told below." in page
    assert EDITED["title"] in words(member.get(bulletin))
    go(clerk, address, "submit_up", level="city", happened=today())
    go(clerk, address, "adopt", level="city", way="single", happened=today())
    go(clerk, address, "instruct", **INSTRUCTION, happened=today())
    told = words(member.get(address))
    assert "was adopted" in told
    assert "a leader gave an instruction" in told
    assert "县长" in told
    for client in (member, clerk, chair, english("auditor")):
        assert INSTRUCTION["words"] not in words(client.get(address))
    assert INSTRUCTION["words"] in words(chair.post(f"{address}reveal/"))
    assert INSTRUCTION["words"] not in words(chair.get(address)), "shown once"
    assert models.AuditEvent.objects.filter(verb="proceeding.reveal").count() == 1


@pytest.mark.parametrize("role", ["member", "auditor", "party_clerk", "handling_unit"])
def test_who_has_no_right_to_hidden_details_is_refused(issued, role):
    assert english(role).post(f"{issued[0]}reveal/").status_code == 403


def test_the_words_of_an_instruction_are_in_no_export(issued):
    clerk = english("clerk")
    go(clerk, issued[0], "instruct", **INSTRUCTION, happened=today())
    sheet = clerk.get("/proceedings/opinion/list.xlsx").content
    assert INSTRUCTION["words"].encode() not in sheet
    entry = models.Entry.objects.filter(kind="opinion_instruction").latest("pk")
    assert INSTRUCTION["words"] not in clerk.get(f"/entries/{entry.pk}/").content.decode()


def test_both_versions_stand_side_by_side_with_what_changed_marked():
    member, clerk = english("member"), english("clerk")
    address = edited(clerk, handed_in(member))
    page = clerk.get(f"{address}edition/").content.decode()
    assert '<ins class="came"><span class="unseen">added: </span>建议</ins>列入' in page
    assert 'class="cut"' in page
    assert "雨天难行。" in words(member.get(address)), "the author's own text"
    assert member.get(f"{address}edition/").status_code == 404, "while the office is at work"
    again = clerk.post(f"{address}edition/", EDITED)
    assert "Somebody else edited it meanwhile." in words(again)


def test_the_author_sees_the_issued_version_beside_their_own(issued):
    page = words(english("member").get(f"{issued[0]}edition/"))
    assert "Both versions" in page
    assert "added: 建议 列入 added: 年度 计划。" in page


def test_a_text_stopped_as_secret_is_hidden_from_its_author_too():
    member, clerk = english("member"), english("clerk")
    address = handed_in(member)
    go(clerk, address, "stop_secret", reason="提到未公开的部署")
    for client in (member, clerk):
        page = words(client.get(address))
        assert "The text is hidden." in page
        assert "南圩镇三公里村道破损" not in page
    assert "please use the confidential channel" in words(member.get(address))


def test_a_bulletin_is_seen_by_whoever_sees_one_of_its_reports(issued):
    _address, bulletin = issued
    assert english("chair").get(bulletin).status_code == 200
    assert english("handling_unit").get(bulletin).status_code == 404
    listed = "/proceedings/opinion/bulletins/"
    assert f'href="{bulletin}"' in english("member").get(listed).content.decode()
    assert f'href="{bulletin}"' not in english("handling_unit").get(listed).content.decode()
    assert "No bulletin is issued yet." in words(english("informant").get(listed))


def test_a_bulletin_is_taken_along_by_whoever_sees_all_of_it(issued):
    _address, bulletin = issued
    clerk = english("clerk")
    row = models.ProceedingBulletin.objects.latest("pk")
    files = [f"{bulletin}bulletin.{form}" for form in ("docx", "pdf")]
    page = clerk.get(bulletin).content.decode()
    assert all(f'href="{one}"' in page for one in files)
    in_word, in_pdf = (clerk.get(one).content for one in files)
    found = lines(opened(in_word))
    assert found[:2] == ["社情民意信息", f"{row.period}年第{row.number}期"]
    assert EDITED["title"] in found
    assert found[-4:] == ["一、情况反映", EDITED["part.analysis"], "二、意见建议", EDITED["part.advice"]]
    text = "".join(map(said, pypdfium2.PdfDocument(in_pdf)))
    assert all(re.sub(r"\s+", "", line) in text for line in found)
    assert english("handling_unit").get(files[1]).status_code == 404
    # With somebody else's report in it, it is no longer all for the author to see.
    member, leader = english("member"), english("party_group_leader")
    assert member.get(files[1]).status_code == 200
    other = signed_off(clerk, leader, handed_in(english("informant"), form="informant", title="别人的一件事"))
    go(clerk, other, "issue", bulletin=str(row.pk))
    assert [member.get(one).status_code for one in (bulletin, *files)] == [200, 404, 404]
    assert files[0] not in member.get(bulletin).content.decode()
    assert "别人的一件事" not in words(member.get(bulletin))


def test_numbers_of_bulletins_follow_one_another(issued):
    member, clerk, leader = english("member"), english("clerk"), english("party_group_leader")
    first = models.ProceedingBulletin.objects.latest("pk")
    address = signed_off(clerk, leader, handed_in(member, title="另一件事"))
    choices = words(clerk.get(f"{address}moves/issue/"))
    assert "the next number" in choices
    go(clerk, address, "issue", bulletin="-1")
    second = models.ProceedingBulletin.objects.latest("pk")
    assert (second.period, second.number) == (first.period, first.number + 1)


def test_adoptions_are_registered_from_a_list(issued):
    clerk = english("clerk")
    paper = models.Proceeding.objects.get(title=WRITTEN["title"]).pk
    page = "/proceedings/opinion/batch/adopt/"
    row = {"paper": paper, "field.level": "city", "field.way": "combined", "field.happened": today()}
    right = {f"row.1.{key}": value for key, value in row.items()}
    twice = {**right, **{f"row.3.{key}": value for key, value in row.items()}}
    count = models.Entry.objects.filter(kind="opinion_adoption").count()
    refused = clerk.post(page, twice)
    assert refused.status_code == 422
    assert "This is registered already." in words(refused)
    assert "row.3.field.level" in refused.content.decode()
    assert models.Entry.objects.filter(kind="opinion_adoption").count() == count
    assert clerk.post(page, right).status_code == 302
    assert models.Entry.objects.filter(kind="opinion_adoption").count() == count + 1
    assert "Choose at least one paper." in words(clerk.post(page, {}))
    assert english("chair").get(page).status_code == 403


def test_a_report_is_written_from_a_record_and_says_where_it_comes_from():
    clerk = english("clerk")
    record = models.Entry.objects.filter(kind="research", root=None).first()
    page = clerk.get(f"/entries/{record.pk}/").content.decode()
    address = f"/proceedings/opinion/new/?from={record.pk}"
    assert address in page
    assert record.title in words(clerk.get(address))
    leader = models.User.objects.get(username="leader").person
    given = {**WRITTEN, "names.role.first": leader.name}
    paper = clerk.post(address, given)["Location"]
    assert f'href="/entries/{record.pk}/"' in clerk.get(paper).content.decode()
    go(clerk, paper, "submit")
    made = models.Entry.objects.filter(kind="opinion_report").latest("pk")
    assert made.fields["origin"] == "research"


def test_a_record_that_may_not_be_read_gives_nothing_away():
    member = english("member")
    mine = models.User.objects.get(username="member").person_id
    foreign = models.Entry.objects.filter(kind="research", root=None).exclude(participations__person=mine)
    unread = next(row for row in foreign if member.get(f"/entries/{row.pk}/").status_code == 404)
    assert unread.title not in words(member.get(f"/proceedings/opinion/new/?from={unread.pk}"))
    assert member.post(f"/proceedings/opinion/new/?from={unread.pk}", WRITTEN).status_code == 302
    assert models.Proceeding.objects.get(title=WRITTEN["title"]).source is None


def test_a_department_answers_and_the_author_reads_it(issued):
    address, _bulletin = issued
    member, clerk, handler = english("member"), english("clerk"), english("handling_unit")
    unit = models.RoleGrant.objects.get(user__username="unit").organisation_id
    go(clerk, address, "pass_on", units1=unit, role1="sole")
    part = f"/proceedings/parts/{models.ProceedingPart.objects.get(proceeding__title=WRITTEN['title']).pk}/"
    assert EDITED["title"] in words(handler.get(address)), "what was passed on is the issued version"
    go(handler, part, "receive")
    go(handler, part, "reply", result="done", text="已安排修复。")
    page = words(member.get(address))
    assert "已安排修复。" in page
    assert "The department has answered" in page


def test_what_waits_to_be_signed_off_is_on_the_home_of_who_signs_off():
    member, clerk = english("member"), english("clerk")
    address = edited(clerk, handed_in(member))
    go(clerk, address, "send_to_sign_off")
    leader = english("party_group_leader")
    assert "To be signed off" in words(leader.get("/"))
    assert "Sign off" in words(leader.get(address))
    assert clerk.get(f"{address}moves/sign_off/").status_code == 404
