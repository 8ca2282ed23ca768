"""Prices of the linkers: what proves a pairing optimal, whoever found it.

Let each linker have a price. Whatever the prices, no pairing can cost less than the sum of what each
person's cheapest candidate costs, price included, plus what each linker's best load costs, less its price for
each one (weak duality of the Lagrangian). A pairing that costs exactly so much is optimal; nothing else need
be trusted.
"""

from dataclasses import dataclass

import numpy as np

from tongxin.engine.pairing.flow import Network, loads
from tongxin.engine.pairing.problem import Whole

_FAR = np.int64(2**61)


@dataclass(frozen=True, slots=True)
class Residual:
    """What could be changed in a pairing: handing one person on, taking a slot more, giving one up.

    Attributes:
        tail: who hands on, for each candidate that is not chosen.
        head: who would take over.
        weight: what that would add to the cost.
        more: what one more would cost each linker; far if they may not have more.
        less: what one fewer would save each linker; less than nothing is not possible.
    """

    tail: Whole
    head: Whole
    weight: Whole
    more: Whole
    less: Whole


def residual(net: Network, chosen: Whole) -> Residual:
    """Return what could be changed in a pairing."""
    load = loads(net, chosen)
    holder, cost = net.by[chosen], net.cost[chosen]
    tail = holder[net.to]
    other = np.ones(len(net.to), bool)
    other[chosen] = False
    return Residual(
        tail=tail[other],
        head=net.by[other],
        weight=(net.cost - cost[net.to])[other],
        more=np.where(load < net.highs, (2 * load + 1) * net.step, _FAR),
        less=np.where(load > net.lows, (2 * load - 1) * net.step, -_FAR),
    )


def prices(net: Network, chosen: Whole) -> Whole | None:
    """Return prices under which nobody would rather be elsewhere; none if there are none (Bellman, Ford)."""
    left = residual(net, chosen)
    order = np.argsort(left.head, kind="stable")
    tail, weight = left.tail[order], left.weight[order]
    heads, starts = np.unique(left.head[order], return_index=True)
    many = len(net.lows)
    away, sink = np.zeros(many, np.int64), np.int64(0)
    for _ in range(many + 2):
        nearer = np.minimum(away, np.where(left.less > -_FAR, sink - left.less, _FAR))
        if len(heads):
            nearer[heads] = np.minimum(nearer[heads], np.minimum.reduceat(away[tail] + weight, starts))
        near_sink = min(sink, (away + left.more).min(initial=_FAR))
        if near_sink == sink and np.array_equal(nearer, away):
            found: Whole = sink - away
            return found
        away, sink = nearer, near_sink
    return None


def least_cost(net: Network, price: Whole) -> int:
    """Return a cost below which no pairing can be, whatever the prices are."""
    offers = net.cost + price[net.by]
    _, starts = np.unique(net.to, return_index=True)
    people = int(np.minimum.reduceat(offers, starts).sum()) if len(starts) else 0
    # Slots are taken while the next costs less than the price.
    best = np.clip((price + net.step) // (2 * net.step), net.lows, net.highs)
    return people + int((best * best * net.step - price * best).sum())


def cost_of(net: Network, chosen: Whole) -> int:
    """Return what a pairing costs."""
    load = loads(net, chosen)
    return int(net.cost[chosen].sum()) + int((load * load).sum()) * net.step


def split(net: Network, cost: int) -> tuple[int, int]:
    """Return a difference of costs as steps of evenness, and points of affinity lost."""
    steps = (cost + net.step // 2) // net.step
    return steps, cost - steps * net.step
