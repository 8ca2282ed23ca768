"""What became of the problems that are still open: each is in another pair of hands."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from tongxin.actions.acting import Actor
from tongxin.actions.demonstration.world import LOADED_AT, World
from tongxin.actions.problems import answer_problem, ask_enterprise, hand_problem, say_by_link
from tongxin.engine.ledger.problems import Turn
from tongxin.packs import registry
from tongxin.store.queries.problems import problems_of

# The department and how far it came; the last is the one whose account the demonstration has.
COURSES = (("H03", Turn.HANDLER_AGAIN), ("H05", Turn.ENTERPRISE), ("H11", Turn.HANDLER))


def follow(world: World) -> None:
    """Hand the problems that have waited longest to departments; those raised last wait for the office."""
    mechanism = registry.pack(world.committee.pack).in_force(LOADED_AT.date())
    found = problems_of(world.committee.pk, mechanism, LOADED_AT.date())
    waiting = [one for one in found if one.turn is Turn.OFFICE]
    for problem, (code, turn) in zip(waiting, COURSES, strict=False):
        hand_problem(_after(world, problem.raised, 4), problem.happening, world.bodies[code].pk)
        if turn is not Turn.HANDLER:
            text = "已到企业了解情况，会同有关单位提出办法，正在落实。"
            answer_problem(_after(world, problem.raised, 25), problem.happening, text)
        if turn is Turn.HANDLER_AGAIN:
            asking = _after(world, problem.raised, 26)
            token = ask_enterprise(asking, problem.happening)
            said = "情况来了解过，问题还没有解决。"
            say_by_link(token, "企业负责人（演示）", said, asking.at + timedelta(days=2), solved=False)


def _after(world: World, raised: date, days: int) -> Actor:
    moment = datetime(raised.year, raised.month, raised.day, 1, tzinfo=LOADED_AT.tzinfo)
    return replace(world.actor, at=moment + timedelta(days=days))
