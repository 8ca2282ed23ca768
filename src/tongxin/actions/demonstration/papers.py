"""Proposals that are being written and signed; nothing of them is handed in, so no figure counts them."""

from dataclasses import replace
from datetime import UTC, datetime

from tongxin.actions.demonstration.world import World
from tongxin.actions.proceeding_desk import Step
from tongxin.actions.proceeding_moves import move_paper
from tongxin.actions.proceeding_topics import TopicDraft, open_topic
from tongxin.actions.proceedings import begin_paper
from tongxin.engine.proceedings.submissions import Submission
from tongxin.store.models import Person, Proceeding, User

AT = datetime(2024, 10, 28, 2, 30, tzinfo=UTC)
WATER = (
    "部分山区村屯的集中供水点建成已有多年，枯水期水量不足，个别村民小组每周停水两到三天。",
    "一是把水量不足的供水点列入明年维修计划；二是建立村级管水员补助；三是每季度公布一次水质检测结果。",
)
PARKING = (
    "县城老街和学校周边停车位少，上下学时段拥堵明显，占道停放影响救护和消防通行。",
    "一是利用闲置地块建设两处公共停车场；二是学校周边错时开放单位车位；三是划定接送车辆临时停靠区。",
)


TOPICS = (
    TopicDraft(
        title="山区村屯饮水设施的长效管护", about="管护经费和责任人怎样落实，群众反映集中。", source="public"
    ),
    TopicDraft(title="县城学校周边交通组织", about="上下学时段拥堵，停车位不足。", source="public"),
    TopicDraft(title="火龙果产业链延伸与品牌建设", about="县委、县政府年度重点工作。"),
)


def leave_papers(world: World) -> None:
    """Leave a draft of the member of the demonstration, and a paper that waits for their signature."""
    member = User.objects.filter(username="member", committee=world.committee).first()
    if member is None or member.person is None:
        return
    first, *others = world.steady_party[:3]
    _begun(world, member.person, (), "关于改善山区村屯饮水条件的建议", WATER)
    asked = tuple(person for person in (member.person, *others) if person != first)
    paper = _begun(world, first, asked, "关于缓解县城停车难的建议", PARKING)
    actor = replace(world.actor, at=AT, user_id=world.loader.pk)
    move_paper(actor, paper.pk, Step(move="ask_signers", fields={"until": "2024-11-15"}))
    for topic in TOPICS:
        open_topic(actor, "proposal", topic)


def _begun(
    world: World, first: Person, others: tuple[Person, ...], title: str, text: tuple[str, str]
) -> Proceeding:
    actor = replace(world.actor, at=AT, user_id=world.loader.pk)
    analysis, advice = text
    return begin_paper(
        actor,
        "proposal",
        Submission(
            form="joint" if others else "individual",
            title=title,
            parts={"analysis": analysis, "advice": advice},
            fields={"theme": "society", "origin": "research", "publish": "full"},
            declared=frozenset({"no_secrets"}),
            people=(first.pk, *(person.pk for person in others)),
        ),
    )
