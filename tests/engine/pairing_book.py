"""Small pairing problems, and every pairing of them tried in turn."""

from itertools import product

from hypothesis import strategies as st


def problem(loads, linked, rows, **more):
    """Return a problem as plain values: ``loads`` gives each linker's least and greatest load."""
    return {
        "linkers": [{"id": name, "min": low, "max": high} for name, (low, high) in loads.items()],
        "linked": list(linked),
        "candidates": [list(row) for row in rows],
        **more,
    }


def tried(data):
    """Return (imbalance, total) and pairs of the best pairing, by trying all; nothing if none is possible."""
    linkers = [one["id"] for one in data["linkers"]]
    limits = {one["id"]: (one["min"], one["max"]) for one in data["linkers"]}
    worth = {(by, to): affinity for by, to, affinity in data["candidates"]}
    pinned = {tuple(pair) for pair in data.get("pinned", [])}
    worth |= dict.fromkeys(pinned - worth.keys(), 0)
    forbidden = {tuple(pair) for pair in data.get("forbidden", [])}
    present = {tuple(pair) for pair in data.get("present", [])}
    best = None
    for choice in product(linkers, repeat=len(data["linked"])):
        pairs = list(zip(choice, data["linked"], strict=True))
        load = {name: choice.count(name) for name in linkers}
        if not all(pair in worth and pair not in forbidden for pair in pairs):
            continue
        if not pinned <= set(pairs) or any(not limits[n][0] <= load[n] <= limits[n][1] for n in linkers):
            continue
        total = sum(worth[pair] for pair in pairs)
        total += data.get("stability", 0) * sum(pair in present for pair in pairs)
        found = (sum(n * n for n in load.values()), -total)
        if best is None or found < best[0]:
            best = found, pairs
    return None if best is None else ((best[0][0], -best[0][1]), best[1])


@st.composite
def problems(draw):
    """Draw a problem of at most four linkers and five linked."""
    linkers = [f"a{number}" for number in range(draw(st.integers(1, 4)))]
    linked = [f"b{number}" for number in range(draw(st.integers(1, 5)))]
    loads = {}
    for name in linkers:
        low = draw(st.integers(0, 1))
        loads[name] = (low, draw(st.integers(max(low, 1), 4)))
    everybody = [(by, to) for by in linkers for to in linked]
    pairs = st.lists(st.sampled_from(everybody), unique=True, max_size=3)
    chosen = draw(st.lists(st.sampled_from(everybody), unique=True, min_size=1))
    rows = [(by, to, draw(st.integers(-5, 9))) for by, to in chosen]
    return problem(
        loads,
        linked,
        rows,
        forbidden=[list(pair) for pair in draw(pairs)],
        pinned=[list(pair) for pair in draw(st.lists(st.sampled_from(everybody), unique=True, max_size=2))],
        present=[list(pair) for pair in draw(pairs)],
        stability=draw(st.integers(0, 4)),
    )
