"""Problems of enterprises: from hand to hand, closed by nobody but the enterprise."""

import re
from datetime import date
from html import unescape

import pytest
from tests.web import visiting
from tests.web.ledger_pages import words

from tongxin.engine.ledger.problems import Turn
from tongxin.packs import registry
from tongxin.store import models
from tongxin.store.queries.problems import problems_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
DAY = date(2024, 10, 31)


def english(role):
    client = visiting.signed_in(role)
    client.cookies["tongxin_language"] = "en"
    return client


@pytest.fixture
def clerk():
    return english("clerk")


def problems():
    return problems_of(models.Committee.objects.get().pk, registry.pack("longan").in_force(DAY), DAY)


@pytest.fixture
def waiting():
    """A problem that nobody has handed to a department yet."""
    return next(one.happening for one in problems() if one.turn is Turn.OFFICE)


def turn_of(happening):
    return next(one.turn for one in problems() if one.happening == happening)


def case_of(happening):
    return models.ProblemCase.objects.get(entry=happening)


def unit():
    return models.RoleGrant.objects.get(user__username="unit").organisation_id


def handed(clerk, happening):
    assert clerk.post(f"/problems/{happening}/", {"unit": unit()}).status_code == 302


def link_of(clerk, happening):
    page = unescape(clerk.post(f"/problems/{happening}/ask/").content.decode())
    return re.search(r"http://testserver(/answer/[^\"<]+)", page)[1]


def test_problems_are_listed_by_how_long_they_have_waited(clerk):
    found = problems()
    open_ones = [one for one in found if one.closed is None]
    assert [one.days for one in open_ones] == sorted((one.days for one in open_ones), reverse=True)
    assert len(open_ones) == len(found) - models.Entry.objects.filter(kind="problem_solved").count()
    assert f"{len(open_ones)} of {len(found)} are not solved" in words(clerk.get("/problems/"))


def test_only_the_enterprise_closes_a_problem(clerk, waiting):
    handler, visitor = english("handling_unit"), visiting.Client()
    assert f"/problems/{waiting}/" not in handler.get("/problems/").content.decode()
    handed(clerk, waiting)
    assert f"/problems/{waiting}/" in handler.get("/problems/").content.decode()
    assert handler.post(f"/problems/{waiting}/", {"text": "已协调银行放款。"}).status_code == 302
    assert turn_of(waiting) is Turn.ENTERPRISE
    assert handler.post(f"/problems/{waiting}/ask/").status_code == 403
    assert clerk.post(f"/problems/{waiting}/close/").status_code == 302  # nothing is confirmed yet
    assert not case_of(waiting).solved_entry_id
    address = link_of(clerk, waiting)
    assert "已协调银行放款" in visitor.get(address).content.decode()
    assert (
        visitor.post(address, {"solved": "yes", "name": "演示联系人", "text": "贷款已到账。"}).status_code
        == 200
    )
    assert visitor.get(address).status_code == 404
    response = clerk.post(f"/problems/{waiting}/close/")
    record = case_of(waiting).solved_entry
    assert response["Location"] == f"/entries/{record.pk}/"
    assert record.fields["raised_on"] == models.Entry.objects.get(pk=waiting).happened_on.isoformat()
    verbs = list(
        models.AuditEvent.objects.filter(noun="problem", object_id=waiting)
        .order_by("seq")
        .values_list("verb", flat=True)
    )
    assert verbs == ["problem.hand", "problem.answer", "problem.ask", "problem.say", "problem.close"]
    assert "solved" in words(clerk.get(f"/problems/{waiting}/"))


def test_not_solved_goes_back_to_the_department(clerk, waiting):
    handed(clerk, waiting)
    clerk.post(f"/problems/{waiting}/", {"text": "已答复。"})
    visiting.Client().post(
        link_of(clerk, waiting), {"solved": "no", "name": "演示联系人", "text": "还没有。"}
    )
    assert turn_of(waiting) is Turn.HANDLER_AGAIN
    text = words(clerk.get(f"/problems/{waiting}/"))
    assert "It is not solved." in text
    assert "还没有" in text
    assert clerk.post(f"/problems/{waiting}/", {"text": "再次协调。"}).status_code == 302


def test_a_newer_link_ends_the_one_before(clerk, waiting):
    handed(clerk, waiting)
    clerk.post(f"/problems/{waiting}/", {"text": "已答复。"})
    first, second = link_of(clerk, waiting), link_of(clerk, waiting)
    assert visiting.Client().get(first).status_code == 404
    assert visiting.Client().get(second).status_code == 200


@pytest.mark.parametrize(
    ("sent", "said"),
    [({"solved": "", "name": "甲"}, "required"), ({"solved": "yes", "name": " "}, "required")],
)
def test_a_word_without_a_name_or_an_answer_is_not_taken(clerk, waiting, sent, said):
    handed(clerk, waiting)
    clerk.post(f"/problems/{waiting}/", {"text": "已答复。"})
    visitor = visiting.Client()
    visitor.cookies["tongxin_language"] = "en"
    response = visitor.post(link_of(clerk, waiting), sent)
    assert response.status_code == 422
    assert said in response.content.decode()


def test_another_department_neither_sees_nor_answers_it(clerk, waiting):
    other = models.Organisation.objects.filter(family="handling_unit").exclude(pk=unit()).first()
    clerk.post(f"/problems/{waiting}/", {"unit": other.pk})
    handler = english("handling_unit")
    assert handler.get(f"/problems/{waiting}/").status_code == 404
    assert handler.post(f"/problems/{waiting}/", {"text": "冒名答复"}).status_code == 404


def test_an_empty_answer_or_an_unknown_department_is_refused(clerk, waiting):
    assert clerk.post(f"/problems/{waiting}/", {"unit": 999999}).status_code == 422
    handed(clerk, waiting)
    assert clerk.post(f"/problems/{waiting}/", {"text": " "}).status_code == 422


def test_the_enterprises_page_shows_its_problems_and_what_is_owed_to_it(clerk):
    link = models.Link.objects.filter(kind="groups_to_enterprise", end=None).first()
    text = words(clerk.get(f"/enterprises/{link.organisation.host_id}/"))
    assert "What is owed" in text
    assert "Problems raised" in text


def test_a_base_shows_its_results_year_by_year_and_its_review(clerk):
    base = models.Entry.objects.filter(kind="jobs").exclude(base=None).first().base_id
    text = words(clerk.get(f"/bases/{base}/"))
    assert "Reported in 2024" in text or "Reported in 2023" in text
    assert "What is owed" in text


def test_a_departments_home_lists_what_waits_on_its_desk(clerk, waiting):
    handler = english("handling_unit")
    title = models.Entry.objects.get(pk=waiting).title
    assert f"/problems/{waiting}/" not in handler.get("/").content.decode()
    handed(clerk, waiting)
    home = handler.get("/")
    assert f"/problems/{waiting}/" in home.content.decode()
    assert f"{title} with the department" in words(home)
