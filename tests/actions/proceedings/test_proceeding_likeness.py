"""Papers that say the same: found from the day they are handed in, told within bounds, chosen about."""

from dataclasses import replace

import pytest
from django.db.models import Q
from tests.actions.proceedings.proposing import (
    assigned,
    filed,
    go,
    later,
    refused,
    submission,
)

from tongxin.actions.proceeding_desk import Step, Taken
from tongxin.actions.proceeding_likeness import alike_to, shows_text
from tongxin.actions.proceeding_moves import move_paper
from tongxin.actions.proceedings import begin_paper, write_paper
from tongxin.actions.search_rebuilding import rebuild
from tongxin.packs import registry
from tongxin.store.models import Proceeding, ProceedingMove, SearchText
from tongxin.store.queries.finding import Wanted, find
from tongxin.store.queries.papers_alike import papers_alike
from tongxin.store.queries.similar import compared_text

pytestmark = pytest.mark.django_db
BUSES = {
    "analysis": "三个易地搬迁安置点没有公交停靠站，末班车在下午五点以前，群众夜间出行和就医不便。",
    "advice": "统筹城乡公交线路，延长末班车时间，在三个易地搬迁安置点增设停靠站。",
}
TEXT = compared_text("关于优化公交线路的建议", "\n".join(BUSES.values()))
MECHANISM = registry.pack("longan").versions[-1]
FLOW = MECHANISM.workflow("proposal")


def written(actor, person, **changed):
    given = submission([person], **{"title": "关于优化公交线路的建议", "parts": BUSES, **changed})
    return begin_paper(actor, "proposal", given)


def handed(actor, person, **changed):
    paper = written(actor, person, **changed)
    go(actor, paper, "submit", because="线路不同")
    return paper


def told(actor, text=TEXT, **more):
    return [one.paper for one in alike_to(actor, MECHANISM, text, **more)]


def found(committee, words):
    return [hit.object_id for hit in find(committee.pk, Wanted(text=words), {"proceeding": None}, 0, 9).hits]


@pytest.fixture
def buses(clerk, people):
    """A filed paper of the second member."""
    return filed(clerk, handed(clerk, people[1]))


def test_a_paper_is_found_from_the_moment_it_is_handed_in(committee, members, people, clerk):
    paper = written(members[1], people[1])
    assert found(committee, "末班车") == []
    assert told(clerk) == []
    go(members[1], paper, "submit")
    assert found(committee, "末班车") == [paper.pk]
    assert told(clerk) == [paper]


def test_a_paper_sent_back_is_found_by_its_new_words(committee, members, people, clerk):
    paper = handed(members[1], people[1])
    go(clerk, paper, "return", reason="请写明站点")
    changed = {**BUSES, "advice": "在安置点旁的候车亭设立站牌。"}
    write_paper(later(members[1]), paper.pk, submission([people[1]], title=paper.title, parts=changed))
    assert found(committee, "候车亭") == [paper.pk]
    assert found(committee, "统筹城乡") == []


def test_made_anew_papers_are_found_and_compared_as_before(committee, buses, members, people):
    written(members[0], people[0], title="别人的草稿")
    before = SearchText.objects.filter(noun="proceeding").values_list("object_id", "title", "body", "about")
    kept = list(before)
    SearchText.objects.filter(noun="proceeding").delete()
    rebuild(lambda _name, _count: None, missing=True)
    assert list(before.all()) == kept
    assert [row[0] for row in kept] == [buses.pk]


def test_a_proposer_chooses_before_a_near_copy_is_handed_in(members, people, buses):
    paper = written(members[0], people[0])
    assert refused(lambda: go(members[0], paper, "submit")) == ["submission.alike"]
    assert refused(lambda: go(members[0], paper, "submit", because="  ")) == ["submission.alike"]
    assert go(members[0], paper, "submit", because="说的是另外三个安置点") == "submitted"
    said = ProceedingMove.objects.get(proceeding=paper, move="submit")
    assert said.fields == {"because": "说的是另外三个安置点"}


def test_what_says_something_else_is_handed_in_without_a_choice(members, people, buses):
    paper = begin_paper(members[0], "proposal", submission(people[:1]))
    assert go(members[0], paper, "submit") == "submitted"


def test_what_the_office_hands_in_for_somebody_is_weighed_in_the_review(clerk, people, buses):
    assert go(clerk, written(clerk, people[0]), "submit") == "submitted"


def test_a_draft_is_set_aside_for_the_paper_that_is_supported_and_taken_up_again(members, people, buses):
    paper = written(members[0], people[0])
    move_paper(members[0], paper.pk, Step(move="support", taken=Taken(paper=buses.pk)))
    paper.refresh_from_db()
    assert (paper.state, paper.submitted_at, paper.lead_id) == ("supporting", None, None)
    assert paper.texts.get().parts == BUSES
    buses.refresh_from_db()
    assert buses.state == "filed"
    assert go(members[0], paper, "resume") == "draft"


def test_only_a_paper_that_says_the_same_is_supported(clerk, members, people, buses, handed_in):
    paper = written(members[0], people[0])
    for other in (handed_in.pk, paper.pk, 0, None):
        step = Step(move="support", taken=Taken(paper=other))
        assert refused(lambda step=step: move_paper(members[0], paper.pk, step)) == ["proceeding.not_alike"]


def test_others_are_told_of_what_was_filed_or_is_under_way_and_of_nothing_else(clerk, members, people):
    paper = handed(members[1], people[1])
    assert told(members[0]) == [paper]
    go(clerk, paper, "first_review", "second_review", advice="not_file")
    go(clerk, paper, "not_file", cause="accusation", reason="请走信访途径。")
    assert told(members[0]) == []
    assert told(members[1]) == [paper], "one's own stays one's own"
    assert told(clerk) == [paper]


@pytest.mark.parametrize(
    ("publish", "decided", "seen"),
    [("full", True, True), ("full", False, False), ("summary", True, False), ("closed", True, False)],
)
def test_passages_are_shown_of_filed_papers_that_may_be_published(
    clerk, members, people, publish, decided, seen
):
    fields = {"theme": "society", "origin": "research", "publish": publish}
    if publish == "closed":
        fields["publish_reason"] = "涉及个人"
    paper = handed(clerk, people[1], fields=fields)
    if decided:
        filed(clerk, paper)
    assert shows_text(members[0], FLOW, paper) is seen
    assert shows_text(members[1], FLOW, paper)
    assert shows_text(clerk, FLOW, paper)


def test_a_unit_reads_the_papers_it_was_given(clerk, handlers, people, units):
    fields = {"theme": "society", "origin": "research", "publish": "closed", "publish_reason": "个人"}
    paper = filed(clerk, handed(clerk, people[1], fields=fields))
    assigned(clerk, paper, (units[0].pk, "sole"))
    assert shows_text(handlers[0], FLOW, paper)
    assert not shows_text(handlers[1], FLOW, paper)


def test_another_committee_is_told_nothing(clerk, buses):
    assert told(replace(clerk, committee_id=clerk.committee + 1)) == []


def test_the_paper_itself_is_not_alike(clerk, buses):
    assert told(clerk, apart=buses.pk) == []
    assert Proceeding.objects.count() == 1


def test_without_a_condition_every_paper_that_was_handed_in_counts(committee, members, people, buses):
    paper = written(members[0], people[0])
    assert [one.paper for one in papers_alike(committee.pk, TEXT, Q(), apart=paper.pk)] == [buses]


def test_the_installation_itself_is_not_asked(clerk, members, people, buses):
    paper = written(members[0], people[0])
    assert go(replace(members[0], system=True), paper, "submit") == "submitted"
