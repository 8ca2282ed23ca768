"""The search page: what somebody may see that contains the words, newest first, with the words marked."""

import re
from datetime import date
from html import unescape

import pytest
from tests.web import visiting
from tests.web.ledger_pages import words

from tongxin.actions.accounts import actor_of
from tongxin.actions.entries import correct_entry, draft_of, record_entry, void_entry
from tongxin.engine.ledger.drafts import EntryDraft
from tongxin.store import models
from tongxin.store.queries import finding, search

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def english(role):
    client = visiting.signed_in(role)
    client.cookies["tongxin_language"] = "en"
    return client


@pytest.fixture
def clerk():
    return english("clerk")


def ask(client, **query):
    return client.get("/search/", query)


def pages_found(client, **query):
    """Return the pages that an answer leads to, in their order: records and papers."""
    page = unescape(ask(client, **query).content.decode())
    return re.findall(r'<h2><a href="(/(?:entries|proceedings/papers)/\d+/)"', page)


def found(client, **query):
    """Return the ids of the records on a page, in their order."""
    return [
        int(one)
        for one in re.findall(
            r'<h2><a href="/entries/(\d+)/"', unescape(ask(client, **query).content.decode())
        )
    ]


def marked(client, **query):
    return set(re.findall(r"<mark>(.*?)</mark>", unescape(ask(client, **query).content.decode())))


def test_nothing_asked_is_told_how_to_ask(clerk):
    text = words(ask(clerk))
    assert "Two characters are enough." in text
    assert "Go through the ledger" in text


def test_records_come_newest_first_with_the_words_marked(clerk):
    rows = found(clerk, q="稻米品牌")
    days = [models.Entry.objects.get(pk=pk).happened_on for pk in rows]
    page = unescape(ask(clerk, q="稻米品牌").content.decode())
    assert len(re.findall('<h2><a href="/(?:entries|proceedings/papers)/', page)) == 20
    assert days == sorted(days, reverse=True)
    assert marked(clerk, q="稻米品牌") == {"稻米品牌"}
    assert "稻米品牌" in marked(clerk, q="稻米 品牌"), "words side by side are marked as one"
    total = models.SearchText.objects.filter(tokens__contains="稻米 米品 品牌").count()
    assert f"{total} records contain this, newest first." in words(ask(clerk, q="稻米品牌"))


def test_traditional_characters_find_simplified_ones(clerk):
    assert found(clerk, q="農村養老") == found(clerk, q="农村养老") != []
    assert marked(clerk, q="農村養老") == {"农村养老"}


def test_the_pages_of_a_long_answer_hold_each_record_once(clerk):
    everything = pages_found(clerk, q="走访") + pages_found(clerk, q="走访", page=2)
    assert len(set(everything)) == 40
    last = pages_found(clerk, q="走访", page=999)
    assert 0 < len(last) <= 20
    assert last[-1] not in everything


def test_kind_and_period_narrow_it_down(clerk):
    proposals = found(clerk, q="养老", kind="proposal", since="2023-01-01", until="2023-12-31")
    rows = models.Entry.objects.filter(pk__in=proposals)
    assert proposals
    assert {row.kind for row in rows} == {"proposal"}
    assert {row.happened_on.year for row in rows} == {2023}
    text = words(ask(clerk, q="养老", kind="proposal", since="1999-01-01", until="1999-12-31"))
    assert "Search without kind and period" in text


@pytest.mark.parametrize("kind", ["nothing", "x'y", 'a" OR "b', "visit*"])
def test_an_unknown_kind_finds_nothing(clerk, kind):
    assert found(clerk, q="养老", kind=kind) == []


@pytest.mark.parametrize(
    "text", ['"', "“养老", "' OR 1=1 --", "*", "NEAR(a b)", "tokens:", "%", "\0", "养老*"]
)
def test_whatever_is_typed_is_answered(clerk, text):
    assert ask(clerk, q=text).status_code == 200


def test_what_a_page_shows_is_no_markup_of_the_record(clerk):
    actor = actor_of(
        models.User.objects.get(username="clerk"), at=models.Entry.objects.latest("recorded_at").recorded_at
    )
    talker = models.Person.objects.first().pk
    record_entry(
        actor,
        EntryDraft(
            kind="talk",
            happened_on=date(2024, 9, 1),
            title="<script>养殖谈话</script>",
            text="前文" * 60 + "罕见词甲乙" + "后文" * 60,
            participants=((talker, "talker"), (models.Person.objects.last().pk, "talked_with")),
            fields={"form": "face"},
        ),
    )
    page = ask(clerk, q="罕见词").content.decode()
    assert "&lt;script&gt;养殖谈话&lt;/script&gt;" in page
    assert "…" in page
    assert "前文" * 60 not in page
    assert marked(clerk, q="罕见词") == {"罕见词"}


def test_a_correction_is_found_by_its_new_words_and_a_void_record_no_more(clerk):
    happening = models.Entry.objects.filter(kind="opinion_report", root=None).order_by("-pk").first()
    user = models.User.objects.get(username="clerk")
    actor = actor_of(user, at=models.Entry.objects.latest("recorded_at").recorded_at)
    changed = draft_of(happening)
    correct_entry(
        actor, happening.pk, type(changed)(**{**as_dict(changed), "text": "增设候鸟观测点"}), "补充"
    )
    assert found(clerk, q="候鸟观测") == [happening.pk]
    void_entry(actor, happening.pk, "重复录入")
    assert found(clerk, q="候鸟观测") == []


def as_dict(draft):
    return {name: getattr(draft, name) for name in draft.__dataclass_fields__}


@pytest.mark.parametrize("role", ["member", "party_group_leader", "clerk"])
def test_only_what_a_visitor_may_see_is_found(role):
    client = english(role)
    seen, number = set(), 1
    while more := set(found(client, q="走访", page=number)) - seen:
        seen, number = seen | more, number + 1
    for pk in sorted(seen)[:20]:
        assert client.get(f"/entries/{pk}/").status_code == 200
    listed = unescape(client.get("/entries/", {"q": "走访", "void": "without"}).content.decode())
    total = re.search(r"to \d+ of (\d+)", listed)
    assert len(seen) == (int(total[1]) if total else 0)


def test_a_common_word_is_counted_up_to_a_bound(clerk, monkeypatch):
    monkeypatch.setattr(search, "BOUND", 30)
    found_now = finding.find(
        models.Committee.objects.get().pk, finding.Wanted(text="走访"), {"entry": None}, 20, 20
    )
    assert (found_now.count, found_now.more, len(found_now.hits)) == (30, True, 10)
    exact = finding.find(
        models.Committee.objects.get().pk, finding.Wanted(text="走访"), {"entry": None}, 0, 20
    )
    monkeypatch.undo()
    whole = finding.find(
        models.Committee.objects.get().pk, finding.Wanted(text="走访"), {"entry": None}, 0, 20
    )
    assert exact.hits == whole.hits


def test_an_answer_takes_few_queries_however_long_it_is(clerk, django_assert_max_num_queries):
    ask(clerk, q="走访")
    with django_assert_max_num_queries(6):
        assert len(pages_found(clerk, q="走访")) == 20


def test_every_page_but_its_own_has_the_field_for_those_who_may_read_records(clerk):
    assert 'action="/search/"' in clerk.get("/units/").content.decode()
    assert "rail-search" not in ask(clerk).content.decode()
    may_not = [role for role in visiting.USERS if english(role).get("/search/").status_code == 403]
    for role in may_not:
        assert "rail-search" not in english(role).get("/me/").content.decode()


def paper_found(client, text):
    return re.findall(r'<h2><a href="(/proceedings/papers/\d+/)"', ask(client, q=text).content.decode())


def test_a_paper_is_found_by_those_who_may_read_it_once_it_is_handed_in():
    clerk, member, other = english("clerk"), english("member"), english("party_group_leader")
    handler = english("handling_unit")
    asked = "候鸟观测点增设"
    written = {
        "form": "individual",
        "title": f"关于{asked}的建议",
        "part.analysis": "湿地没有固定的观测点。",
        "part.advice": f"{asked}望远镜。",
        "field.theme": "ecology",
        "field.origin": "research",
        "field.publish": "full",
        "declared.no_secrets": "on",
    }
    address = member.post("/proceedings/proposal/new/", written)["Location"]
    assert paper_found(clerk, asked) == paper_found(member, asked) == []
    assert member.post(f"{address}moves/submit/").status_code == 302
    assert paper_found(clerk, asked) == paper_found(member, asked) == paper_found(other, asked) == [address]
    assert paper_found(handler, asked) == []
    second = visiting.signed_in("member")
    second.logout()
    second.post("/sign-in/", {"username": "member2", "password": "tongxin-demo-2024"})
    assert paper_found(second, asked) == []
    assert marked(clerk, q="望远镜") == {"望远镜"}
    assert '<option value="proposal"' in ask(clerk).content.decode()
