"""Files of papers, suggested topics, and papers that the office enters for members."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.ledger_pages import words
from tests.web.test_proceedings import WRITTEN, english, go, number, written

from tongxin.store import models

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]

PDF = b"%PDF-1.4\n%%EOF\n"


def sent(name="长文.pdf", content=PDF):
    return {"file": SimpleUploadedFile(name, content)}


def attached(address):
    return models.PaperFile.objects.filter(proceeding=number(address), taken_off_at=None)


def member_name():
    return models.User.objects.get(username="member").person.name


def entered(clerk):
    """Return a paper that the office enters for the member of the demonstration."""
    return written(clerk, **{"names.role.first": member_name()})


def test_the_longer_text_is_attached_read_and_taken_off_again():
    member = english("member")
    address = written(member)
    member.post(f"{address}files/", sent())
    (row,) = attached(address)
    assert "长文.pdf" in words(member.get(address))
    answer = member.get(f"/proceedings/files/{row.pk}/")
    assert answer.content == PDF
    assert answer["X-Content-Type-Options"] == "nosniff"
    member.post(f"/proceedings/files/{row.pk}/off/")
    assert not attached(address).exists()
    assert models.PaperFile.objects.get(pk=row.pk).taken_off_by is not None
    log = models.AuditEvent.objects.filter(verb__in=["proceeding.attach", "proceeding.take_off"])
    assert log.count() == 2


def test_what_is_no_document_is_refused_and_said():
    member = english("member")
    address = written(member)
    page = member.post(f"{address}files/", sent("run.pdf", b"MZ\x90"), follow=True)
    assert not attached(address).exists()
    assert page.context is None or "run.pdf" not in [row.name for row in attached(address)]
    for number_of in range(5):
        member.post(f"{address}files/", sent(f"{number_of}.pdf", PDF + bytes([number_of])))
    assert "5 files at most" in words(member.post(f"{address}files/", sent("6.pdf", PDF + b"6"), follow=True))
    assert attached(address).count() == 5


def test_a_file_is_for_those_who_may_read_the_paper_alone():
    member = english("member")
    address = written(member)
    member.post(f"{address}files/", sent())
    row = attached(address).get()
    assert english("handling_unit").get(f"/proceedings/files/{row.pk}/").status_code == 404
    assert english("handling_unit").post(f"/proceedings/files/{row.pk}/off/").status_code == 403
    assert english("informant").get(f"/proceedings/files/{row.pk}/").status_code in {403, 404}
    assert english("clerk").get(f"/proceedings/files/{row.pk}/").status_code == 200


def test_nothing_is_attached_once_the_paper_is_handed_in():
    member, clerk = english("member"), english("clerk")
    address = written(member)
    member.post(f"{address}files/", sent())
    row = attached(address).get()
    assert go(member, address, "submit").status_code == 302
    assert member.post(f"{address}files/", sent("b.pdf", PDF + b"b")).status_code == 404
    assert clerk.post(f"/proceedings/files/{row.pk}/off/").status_code == 404
    assert attached(address).count() == 1


def test_a_topic_is_suggested_taken_up_and_its_papers_are_found():
    clerk, member = english("clerk"), english("member")
    given = {"title": "关于农村饮水安全", "source": "public", "about": "多个村屯反映。"}
    assert clerk.post("/proceedings/proposal/topics/", given).status_code == 302
    topic = models.Topic.objects.get(title="关于农村饮水安全")
    assert "The public" in words(member.get("/proceedings/proposal/topics/"))
    page = member.get(f"/proceedings/proposal/new/?topic={topic.pk}")
    assert "关于农村饮水安全" in words(page)
    sent_to = member.post(
        f"/proceedings/proposal/new/?topic={topic.pk}", {**WRITTEN, "title": "关于打井的建议"}
    )
    address = sent_to["Location"]
    assert models.Proceeding.objects.get(pk=number(address)).topic == topic
    assert go(member, address, "submit").status_code == 302
    listed = words(member.get(f"/proceedings/proposal/?topic={topic.pk}"))
    assert "关于打井的建议" in listed
    assert "On the suggested topic" in words(member.get(address))


def test_a_department_that_proposes_is_named_and_a_withdrawn_topic_is_closed():
    clerk, member = english("clerk"), english("member")
    bare = clerk.post("/proceedings/proposal/topics/", {"title": "关于校门口停车", "source": "agency"})
    assert bare.status_code == 422
    body = models.Organisation.objects.filter(family="handling_unit").order_by("pk").first()
    given = {"title": "关于校门口停车", "source": "agency", "body": body.pk}
    assert clerk.post("/proceedings/proposal/topics/", given).status_code == 302
    topic = models.Topic.objects.get(title="关于校门口停车")
    assert body.name in words(member.get("/proceedings/proposal/topics/"))
    assert member.post("/proceedings/proposal/topics/", given).status_code == 404
    assert member.post(f"/proceedings/topics/{topic.pk}/withdraw/").status_code == 403
    assert clerk.post(f"/proceedings/topics/{topic.pk}/withdraw/").status_code == 302
    assert "关于校门口停车" not in words(member.get(f"/proceedings/proposal/new/?topic={topic.pk}"))


def test_a_paper_entered_for_a_member_is_marked_and_confirmed_on_their_home():
    clerk, member = english("clerk"), english("member")
    address = entered(clerk)
    assert "not confirmed yet" in words(clerk.get(address))
    assert f'href="{address}"' in member.get("/").content.decode()
    assert "please say whether it is yours" in words(member.get("/"))
    assert clerk.post(f"{address}stand-by/", {"answer": "confirm"}).status_code == 404
    assert member.post(f"{address}stand-by/", {"answer": "confirm"}).status_code == 302
    assert "who confirmed it" in words(clerk.get(address))
    assert f'href="{address}"' not in member.get("/").content.decode()


def test_a_paper_that_the_member_denies_goes_no_further_and_the_office_sees_it():
    clerk, member = english("clerk"), english("member")
    address = entered(clerk)
    assert member.post(f"{address}stand-by/", {"answer": "deny"}).status_code == 302
    refused = go(clerk, address, "submit")
    assert refused.status_code == 422
    assert "does not stand by this paper" in words(refused)
    assert "Not confirmed by the member" in words(clerk.get("/"))
    assert address in clerk.get("/proceedings/proposal/?stands=denied").content.decode()


def test_what_the_office_changes_afterwards_is_asked_again():
    clerk, member = english("clerk"), english("member")
    address = entered(clerk)
    member.post(f"{address}stand-by/", {"answer": "confirm"})
    changed = {**WRITTEN, "title": "关于修好村道和桥的建议", "names.role.first": member_name()}
    assert clerk.post(f"{address}write/", changed).status_code == 302
    assert "not confirmed yet" in words(clerk.get(address))


def test_a_members_own_paper_asks_nobody():
    member = english("member")
    address = written(member)
    assert "Entered by the office" not in words(member.get(address))
    assert member.post(f"{address}stand-by/", {"answer": "confirm"}).status_code == 404
