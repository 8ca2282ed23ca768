"""Papers that say the same on their pages: while writing, before handing in, in the review."""

import re
from html import unescape

import pytest
from tests.web import visiting
from tests.web.ledger_pages import words as words_of_page

from tongxin.store import models

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
BUSES = {
    "form": "individual",
    "title": "关于优化公交线路的建议",
    "part.analysis": "三个易地搬迁安置点没有公交停靠站，末班车在下午五点以前，群众夜间出行和就医不便。",
    "part.advice": "统筹城乡公交线路，延长末班车时间，在三个易地搬迁安置点增设停靠站。",
    "field.theme": "society",
    "field.origin": "research",
    "field.publish": "full",
    "declared.no_secrets": "on",
}
COPY = {**BUSES, "title": "关于改善安置点出行条件的建议"}
KEY = "proceeding-new:proposal"


def words(response):
    """Return the words of a page, or of a part of one."""
    text = response.content.decode()
    return words_of_page(response) if "<main" in text else unescape(re.sub(r"<[^>]+>|\s+", " ", text))


def english(name):
    client = visiting.signed_in("member")
    client.logout()
    client.post("/sign-in/", {"username": name, "password": "tongxin-demo-2024"})
    client.cookies["tongxin_language"] = "en"
    return client


@pytest.fixture
def clerk():
    return english("clerk")


@pytest.fixture
def member():
    return english("member")


@pytest.fixture
def second():
    return english("member2")


def written(client, **changed):
    response = client.post("/proceedings/proposal/new/", {**BUSES, **changed})
    assert response.status_code == 302, words(response)
    return response["Location"]


def go(client, address, code, **said):
    return client.post(f"{address}moves/{code}/", {f"field.{key}": value for key, value in said.items()})


def filed(client, clerk, **changed):
    address = written(client, **changed)
    assert go(client, address, "submit", because="另有所指").status_code == 302
    for code in ("first_review", "second_review"):
        assert go(clerk, address, code, advice="file").status_code == 302
    assert go(clerk, address, "file").status_code == 302
    return address


def number(address):
    return int(re.search(r"\d+", address)[0])


def answered(clerk, address, day):
    unit = models.Organisation.objects.get(
        pk=models.RoleGrant.objects.get(user__username="unit").organisation_id
    )
    clerk.post(f"{address}moves/assign/", {"units1": unit.pk, "role1": "sole"})
    part = f"/proceedings/parts/{models.ProceedingPart.objects.get(proceeding=number(address)).pk}/"
    go(clerk, part, "receive")
    reply = {
        "class": "b",
        "promised": day,
        "number": "隆交函〔2024〕3号",
        "signer": "演示局长",
        "contact": "演示科",
        "text": "已列入计划。",
    }
    assert go(clerk, part, "draft_reply", **reply).status_code == 302
    assert go(clerk, part, "send").status_code == 302
    return part


def keep(client, values, key=KEY):
    assert client.post(f"/drafts/save/?form={key}", values).status_code == 200


def while_writing(client, key=KEY):
    return words(client.get("/proceedings/papers/alike/", {"form": key}))


def test_while_somebody_writes_the_kept_draft_is_held_against_what_was_handed_in(member, second, clerk):
    filed(member, clerk)
    assert "No paper that was handed in before says the same." in while_writing(second)
    keep(second, {"title": COPY["title"], "part.advice": COPY["part.advice"]})
    page = second.get("/proceedings/papers/alike/", {"form": KEY})
    assert "1 paper that was handed in before says the same." in words(page)
    assert "<mark>统筹城乡公交线路，延长末班车时间" in page.content.decode()
    assert "Here" in words(page)
    assert "There" in words(page)


def test_the_panel_tells_what_became_of_the_earlier_paper(member, second, clerk):
    address = filed(member, clerk)
    part = answered(clerk, address, "2024-01-31")
    keep(second, COPY)
    page = while_writing(second)
    assert "B: being solved or planned" in page
    assert "promise overdue" in page
    go(clerk, part, "track", **{"class": "a", "note": "已通车"})
    page = while_writing(second)
    assert "now: A: solved or all but solved" in page
    assert "promise looked into" in page


def test_of_a_paper_that_is_not_to_be_published_others_see_title_state_and_unit_alone(member, second, clerk):
    closed = {"field.publish": "closed", "field.publish_reason": "涉及个人"}
    address = filed(member, clerk, **closed)
    answered(clerk, address, "2024-01-31")
    keep(second, COPY)
    page = second.get("/proceedings/papers/alike/", {"form": KEY})
    assert BUSES["title"] in words(page)
    assert "Its text is not open to you" in words(page)
    assert "<mark>" not in page.content.decode()
    assert "No. " not in words(page)
    assert "session" not in words(page)
    assert "B: being solved or planned" not in words(page)
    assert address not in page.content.decode()
    keep(member, COPY)
    assert "<mark>" in member.get("/proceedings/papers/alike/", {"form": KEY}).content.decode()


def test_a_draft_of_somebody_else_is_told_to_nobody(member, second, clerk):
    written(member)
    keep(second, COPY)
    assert "No paper that was handed in before says the same." in while_writing(second)


def test_nobody_asks_about_the_draft_of_somebody_else(member, second):
    address = written(member)
    key = f"proceeding-write:{number(address)}"
    assert second.get("/proceedings/papers/alike/", {"form": key}).status_code == 404
    assert second.get("/proceedings/papers/alike/", {"form": "nonsense:9"}).status_code == 200
    assert english("unit").get("/proceedings/papers/alike/", {"form": KEY}).status_code == 403


def test_without_a_script_a_button_looks_and_nothing_typed_is_lost(member, second, clerk):
    filed(member, clerk)
    before = models.Proceeding.objects.count()
    page = second.post("/proceedings/proposal/new/", {**COPY, "look": "1"})
    assert page.status_code == 200
    assert "1 paper that was handed in before says the same." in words(page)
    assert COPY["title"] in page.content.decode()
    assert models.Proceeding.objects.count() == before


def test_a_near_copy_asks_for_a_choice_and_the_reason_reaches_the_review(member, second, clerk):
    filed(member, clerk)
    address = written(second, **COPY)
    page = words(second.get(f"{address}moves/submit/"))
    assert "Support that one instead" in page
    assert "Why it is handed in although another one says the same" in page
    refused = second.post(f"{address}moves/submit/")
    assert refused.status_code == 422
    assert "1 paper(s) that were handed in before say the same." in words(refused)
    assert go(second, address, "submit", because="说的是另外三个安置点").status_code == 302
    assert "说的是另外三个安置点" in words(clerk.get(address))


def test_a_paper_like_no_other_asks_for_nothing(member):
    page = words(member.get(f"{written(member)}moves/submit/"))
    assert "Why it is handed in although another one says the same" not in page


def test_supporting_another_paper_sets_the_draft_aside_and_shows_on_that_paper(member, second, clerk):
    supported = filed(member, clerk)
    address = written(second, **COPY)
    sent = second.post(f"{address}moves/support/", {"supported": number(supported)})
    assert sent.status_code == 302
    page = words(second.get(address))
    assert "You support another proposal instead; the draft is kept." in page
    assert BUSES["title"] in page
    assert COPY["part.advice"] in page
    name = models.User.objects.get(username="member2").person.name
    assert f"Also supported by {name}" in " ".join(words(member.get(supported)).split())
    assert go(second, address, "resume").status_code == 302
    assert "Also supported by" not in words(member.get(supported))


def test_the_clerk_merges_into_a_candidate_of_this_session(member, second, clerk):
    first = filed(member, clerk)
    copy = filed(second, clerk, **COPY)
    assert f'data-alike="{copy}alike/"' in clerk.get(copy).content.decode()
    page = clerk.get(f"{copy}alike/")
    assert "Of this session" in words(page)
    assert "Of earlier sessions" not in words(page)
    assert re.search(r"(\d\d) % of this text stands word for word", words(page))
    assert f'name="paper" value="{number(first)}"' in page.content.decode()
    assert clerk.post(f"{copy}moves/merge/", {"paper": number(first)}).status_code == 302
    assert models.Proceeding.objects.get(pk=number(copy)).lead_id == number(first)
    assert "Merge into this one" not in words(clerk.get(f"{first}alike/"))


def test_what_is_not_filed_yet_or_of_an_earlier_session_is_no_lead(member, second, clerk):
    first = written(member)
    go(member, first, "submit")
    copy = filed(second, clerk, **COPY)
    assert "Merge into this one" not in words(clerk.get(f"{copy}alike/"))
    for code in ("first_review", "second_review"):
        go(clerk, first, code, advice="file")
    go(clerk, first, "file")
    assert "Merge into this one" in words(clerk.get(f"{copy}alike/"))
    models.Proceeding.objects.filter(pk=number(first)).update(series="10.2", number=7)
    page = words(clerk.get(f"{copy}alike/"))
    assert "Of earlier sessions" in page
    assert "session 2 of term 10" in page
    assert "Merge into this one" not in page


def test_only_the_office_is_offered_to_merge(member, second, clerk):
    filed(member, clerk)
    copy = filed(second, clerk, **COPY)
    assert "Merge into this one" not in words(english("leader").get(f"{copy}alike/"))
    assert english("unit").get(f"{copy}alike/").status_code == 404
    assert 'data-alike="' not in second.get(copy).content.decode()


def test_what_says_the_same_takes_few_queries(member, second, clerk, django_assert_max_num_queries):
    for number_of in range(4):
        filed(member, clerk, title=f"关于第{number_of}条公交线路的建议")
    copy = filed(second, clerk, **COPY)
    clerk.get(f"{copy}alike/")
    with django_assert_max_num_queries(14):
        clerk.get(f"{copy}alike/")
