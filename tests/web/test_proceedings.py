"""Proposals on their pages: written on a phone, signed, filed, given to a unit, answered, rated."""

import io

import openpyxl
import pytest
from tests.web import visiting
from tests.web.ledger_pages import words

from tongxin.engine.roster.vocabulary import Family
from tongxin.store import models

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]

WRITTEN = {
    "form": "individual",
    "title": "关于修好村道的建议",
    "part.analysis": "路面破损三公里。\n雨天难行。",
    "part.advice": "列入计划，年内修好。",
    "field.theme": "society",
    "field.origin": "research",
    "field.publish": "full",
    "declared.no_secrets": "on",
}
REPLY = {
    "field.class": "b",
    "field.promised": "2025-06-30",
    "field.number": "隆交函〔2024〕3号",
    "field.signer": "演示局长",
    "field.contact": "演示科",
    "field.text": "所提建议已列入明年计划。",
}


def english(role):
    client = visiting.signed_in(role)
    client.cookies["tongxin_language"] = "en"
    return client


def written(client, **changed):
    response = client.post("/proceedings/proposal/new/", {**WRITTEN, **changed})
    assert response.status_code == 302, words(response)
    return response["Location"]


def go(client, address, code, **said):
    """Make a move and return the page that answers."""
    fields = {
        f"field.{key}" if key not in {"units1", "role1", "body", "person"} else key: v
        for key, v in said.items()
    }
    return client.post(f"{address}moves/{code}/", fields)


def unit():
    return models.RoleGrant.objects.get(user__username="unit").organisation_id


def filed(member, clerk):
    address = written(member)
    assert go(member, address, "submit").status_code == 302
    for code in ("first_review", "second_review"):
        assert go(clerk, address, code, advice="file").status_code == 302
    assert go(clerk, address, "file").status_code == 302
    return address


def number(address):
    return int(address.strip("/").rsplit("/", 1)[-1])


def part_at(address):
    return models.ProceedingPart.objects.get(proceeding=number(address))


def test_a_proposal_goes_from_the_members_phone_to_a_rated_reply():
    member, clerk, handler = english("member"), english("clerk"), english("handling_unit")
    before = models.Proceeding.objects.filter(series="11.3").count()
    address = filed(member, clerk)
    assert f"No. {before + 1:03}" in words(member.get(address))
    assert go(clerk, address, "assign", units1=unit(), role1="sole").status_code == 302
    part = f"/proceedings/parts/{part_at(address).pk}/"
    assert go(handler, part, "receive").status_code == 302
    assert handler.post(f"{part}moves/draft_reply/", REPLY).status_code == 302
    assert "B: being solved or planned" not in words(member.get("/proceedings/proposal/"))
    assert go(clerk, part, "send").status_code == 302
    page = words(member.get(address))
    assert "There is a reply. Please say what you think of it." in page
    assert "所提建议已列入明年计划。" in page
    assert (
        go(member, address, "rate", result="basically", attitude="satisfied", met="face").status_code == 302
    )
    rating = models.Entry.objects.get(kind="proposal_rating", title=WRITTEN["title"])
    assert (rating.fields["result"], rating.fields["attitude"]) == ("basically", "satisfied")
    assert f'href="/entries/{rating.pk}/"' in member.get(address).content.decode()


def test_an_unfinished_proposal_is_kept_and_what_is_missing_is_named_at_the_end():
    member = english("member")
    address = written(member, **{"title": "只有题目", "part.advice": "", "declared.no_secrets": ""})
    page = words(go(member, address, "submit"))
    assert "Agree to this before you hand it in." in page
    assert models.Proceeding.objects.get(title="只有题目").submitted_at is None


def test_what_was_typed_before_the_connection_broke_is_there_again():
    member = english("member")
    typed = {"title": "断线前写的", "part.advice": "写到一半"}
    sent = member.post("/drafts/save/?form=proceeding-new:proposal", typed)
    assert sent.status_code == 200
    page = member.get("/proceedings/proposal/new/").content.decode()
    assert "断线前写的" in page
    assert "写到一半" in page
    assert "A new paper" in words(member.get("/drafts/"))
    written(member)
    assert not models.Draft.objects.filter(form="proceeding-new:proposal").exists()


def test_what_is_still_being_written_stands_first_in_the_list():
    member, clerk = english("member"), english("clerk")
    handed_in = filed(member, clerk)
    draft = written(member, title="关于给晒谷场装灯的建议")
    page = member.get("/proceedings/proposal/").content.decode()
    assert 0 < page.index(f'href="{draft}"') < page.index(f'href="{handed_in}"')


def test_paragraphs_pasted_from_elsewhere_stay_paragraphs():
    member = english("member")
    address = written(member, **{"part.analysis": "第一段。\r\n\r\n第二段。"})
    assert (
        models.ProceedingText.objects.get(title=WRITTEN["title"]).parts["analysis"] == "第一段。\n\n第二段。"
    )
    assert member.get(address).content.decode().count('class="paper-line"') == 3


def test_others_are_found_by_name_and_sign_for_themselves():
    member = english("member")
    other = (
        models.User.objects.get(username="leader").person or models.User.objects.get(username="chair").person
    )
    asked = models.User.objects.get(username="member").person
    address = written(member, form="joint", **{"names.role.signer": other.name})
    paper = models.Proceeding.objects.get(title=WRITTEN["title"])
    assert [row.person for row in paper.signers.all()] == [other]
    assert paper.first == asked
    assert go(member, address, "ask_signers", until="2027-01-31").status_code == 302
    assert "2 people must stand behind it; there are 1." in words(go(member, address, "submit"))


def test_a_name_that_nobody_has_is_said_and_nothing_is_lost():
    response = english("member").post(
        "/proceedings/proposal/new/", {**WRITTEN, "names.role.signer": "查无此人"}
    )
    assert response.status_code == 422
    page = response.content.decode()
    assert 'href="#id_role.signer"' in page, "said at the head of the page, where a phone shows it"
    assert "查无此人" in page
    assert "列入计划，年内修好。" in page


def test_whoever_is_asked_to_sign_is_told_on_the_list_and_answers_on_the_page():
    member = english("member")
    page = member.get("/proceedings/proposal/")
    assert "asks you to sign:" in words(page)
    asked = models.User.objects.get(username="member").person_id
    paper = models.ProceedingSigner.objects.get(person=asked, state="asked").proceeding
    assert member.post(f"/proceedings/papers/{paper.pk}/sign/", {"answer": "sign"}).status_code == 302
    assert "asks you to sign:" not in words(member.get("/proceedings/proposal/"))


def test_a_member_sees_their_own_and_no_others():
    clerk, member = english("clerk"), english("member")
    address = written(clerk, **{"names.role.first": models.User.objects.get(username="leader").person.name})
    assert member.get(address).status_code == 404
    assert member.get(f"{address}write/").status_code == 404


def test_a_unit_sees_what_it_was_given_and_nothing_else():
    member, clerk, handler = english("member"), english("clerk"), english("handling_unit")
    address = filed(member, clerk)
    assert handler.get(address).status_code == 404
    other = models.Organisation.objects.filter(family=Family.HANDLING_UNIT.value).exclude(pk=unit()).first()
    go(clerk, address, "assign", units1=other.pk, role1="sole")
    part = part_at(address)
    assert handler.get(f"/proceedings/parts/{part.pk}/moves/receive/").status_code == 404


def test_a_move_that_somebody_else_made_first_is_said_and_nothing_is_written():
    member, clerk = english("member"), english("clerk")
    address = filed(member, clerk)
    assert go(clerk, address, "file").status_code == 404
    assert models.ProceedingMove.objects.filter(proceeding=number(address), move="file").count() == 1


def test_the_list_is_taken_along_as_a_workbook():
    member, clerk = english("member"), english("clerk")
    filed(member, clerk)
    response = clerk.get("/proceedings/proposal/list.xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))
    assert WRITTEN["title"] in [row[2] for row in rows]
    assert english("member").get("/proceedings/proposal/list.xlsx").status_code == 403
    assert models.AuditEvent.objects.filter(verb="proceeding.export").count() == 1


def test_the_figure_of_filed_proposals_grows_by_the_decision_alone():
    member, clerk = english("member"), english("clerk")

    def in_force():
        rows = models.Entry.objects.filter(kind="proposal", title=WRITTEN["title"]).order_by("-pk")
        return rows.first()

    address = written(member)
    assert in_force() is None, "a draft is no record"
    go(member, address, "submit")
    assert "review" not in in_force().fields
    for code in ("first_review", "second_review"):
        go(clerk, address, code, advice="file")
    assert "review" not in in_force().fields, "an opinion is no decision"
    go(clerk, address, "file")
    assert in_force().fields["review"] == "filed"


def test_every_home_lists_what_is_in_its_hands():
    member, clerk, handler = english("member"), english("clerk"), english("handling_unit")
    assert "关于缓解县城停车难的建议 You are asked to sign" in words(member.get("/"))
    address = filed(member, clerk)
    assert "Proposals · Filed 1" in words(clerk.get("/"))
    go(clerk, address, "assign", units1=unit(), role1="sole")
    assert f"{WRITTEN['title']} To be signed for" in words(handler.get("/"))
    part = f"/proceedings/parts/{part_at(address).pk}/"
    go(handler, part, "receive")
    handler.post(f"{part}moves/draft_reply/", REPLY)
    assert "Handling · Reply to be checked 1" in words(clerk.get("/"))
    listed = clerk.get("/proceedings/proposal/?part=drafted")
    assert WRITTEN["title"] in words(listed)
    go(clerk, part, "send")
    assert "There is a reply. Please say what you think of it." in words(member.get("/"))


def test_a_reply_late_by_its_clock_is_said_with_its_day():
    member, clerk = english("member"), english("clerk")
    address = filed(member, clerk)
    go(clerk, address, "assign", units1=unit(), role1="sole")
    page = words(clerk.get(address))
    assert "Signing for it" in page
    assert "days left" in page or "day left" in page
