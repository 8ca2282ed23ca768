"""Long'an's workflows: whoever walks them at random stays inside them, and every resting place is reached."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tongxin.engine.proceedings.judging import Moment, judge, offered
from tongxin.engine.proceedings.rules import Hand
from tongxin.engine.proceedings.standing import Made, standing
from tongxin.packs import registry

NOW = datetime(2024, 3, 1, 1, tzinfo=UTC)
EVERYBODY = frozenset(Hand)


def answer(spec):
    if spec.choices:
        return spec.choices[0].id
    return "2024-12-31" if spec.type.value == "date" else "演示"


def says_it_again(held, move, fields):
    said = [fields[field] for field in move.once_per]
    return said in [[one.fields.get(field) for field in move.once_per] for one in held if one.move == move.id]


@given(st.sampled_from(["longan", "county"]), st.integers(0, 3), st.lists(st.integers(0, 30), max_size=60))
def test_a_random_walk_stays_inside_the_declared_states(pack, which, steps):
    flows = registry.pack(pack).versions[-1].workflows
    flow = flows[which % len(flows)]
    states = {state.id for state in flow.states}
    walked = []
    for number, step in enumerate(steps):
        at = NOW + timedelta(days=2 * number)
        moment = Moment(at=at, hands=EVERYBODY)
        open_moves = [offer.move for offer in offered(flow, walked, moment) if not offer.against]
        if not open_moves:
            assert flow.state(standing(flow, walked).state).final
            break
        move = open_moves[step % len(open_moves)]
        fields = {spec.id: answer(spec) for spec in move.fields}
        against = [issue.code for issue in judge(flow, walked, move.id, fields, moment)]
        if move.once_per and says_it_again(standing(flow, walked).in_force, move, fields):
            assert against == ["move.said_before"]
            continue
        assert against == []
        walked.append(Made(id=number, move=move.id, at=at, fields=fields))
        assert standing(flow, walked).state in states


def test_the_moves_in_nobodys_hands_are_offered_to_nobody():
    flow = registry.pack("longan").versions[-1].workflow("proposal")
    walked = [
        Made(id=number, move=code, at=NOW)
        for number, code in enumerate(["submit", "first_review", "second_review", "file", "assign", "answer"])
    ]
    hands = EVERYBODY - {Hand.NONE}
    assert "answer" not in {
        offer.move.id for offer in offered(flow, walked[:-1], Moment(at=NOW, hands=hands))
    }
