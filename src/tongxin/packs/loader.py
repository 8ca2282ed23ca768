"""Reads a pack: a folder of YAML files becomes a typed, cross-checked mechanism, or a list of problems."""

import hashlib
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from tongxin.engine.duties.rules import DutyGroup, DutyRule
from tongxin.engine.figures.indicators import Indicator, IndicatorGroup
from tongxin.engine.figures.tallies import Tally
from tongxin.engine.kernel.holidays import Holiday
from tongxin.engine.kernel.labels import Label
from tongxin.engine.kernel.rights import Role
from tongxin.engine.ledger.kinds import EntryGroup, EntryKind
from tongxin.engine.mechanism.names import nearest
from tongxin.engine.mechanism.validation import check
from tongxin.engine.mechanism.values import Chapter, Mechanism
from tongxin.engine.pairing.rules import FitPoints, LoadLimit, PairingRules
from tongxin.engine.papers.templates import PaperTemplate
from tongxin.engine.proceedings.letters import Letter, LetterSeries
from tongxin.engine.proceedings.rules import Workflow
from tongxin.engine.reviews.rules import Aim, ReviewKind
from tongxin.engine.roster.vocabulary import (
    Affiliation,
    LinkKind,
    Norm,
    OrganisationKind,
    PostRole,
    Sector,
    Vocabulary,
)
from tongxin.packs.building import Builder
from tongxin.packs.nodes import Located, read
from tongxin.packs.problems import PackError, PackProblem

FILES: dict[str, dict[str, Any]] = {
    "mechanism.yaml": {
        "id": str,
        "version": str,
        "effective": date,
        "label": Label,
        "committee": Label,
        "time_zone": str,
        "chapters": tuple[Chapter, ...],
    },
    "roster.yaml": {
        "organisation_kinds": tuple[OrganisationKind, ...],
        "affiliations": tuple[Affiliation, ...],
        "sectors": tuple[Sector, ...],
        "posts": tuple[PostRole, ...],
        "norms": tuple[Norm, ...],
    },
    "links.yaml": {"links": tuple[LinkKind, ...]},
    "entries.yaml": {"groups": tuple[EntryGroup, ...], "kinds": tuple[EntryKind, ...]},
    "indicators.yaml": {
        "groups": tuple[IndicatorGroup, ...],
        "indicators": tuple[Indicator, ...],
        "tallies": tuple[Tally, ...],
    },
    "duties.yaml": {"groups": tuple[DutyGroup, ...], "duties": tuple[DutyRule, ...]},
    "pairing.yaml": {
        "stability": int,
        "fits": tuple[FitPoints, ...],
        "limits": tuple[LoadLimit, ...],
        "own_employer": bool,
    },
    "reviews.yaml": {"reviews": tuple[ReviewKind, ...], "aims": tuple[Aim, ...]},
    "workflows.yaml": {"workflows": tuple[Workflow, ...]},
    "letters.yaml": {"series": tuple[LetterSeries, ...], "letters": tuple[Letter, ...]},
    "papers.yaml": {"papers": tuple[PaperTemplate, ...]},
    "holidays.yaml": {"holidays": tuple[Holiday, ...]},
    "roles.yaml": {"roles": tuple[Role, ...]},
}
"""Each file of a pack, its top keys, and what stands under them."""

_OPTIONAL = frozenset({"chapters", "limits", "norms", "own_employer", "series", "tallies"})


def load_version(folder: Path, prefix: str = "") -> Mechanism:
    """Read one version of a mechanism.

    Args:
        folder: where its files lie.
        prefix: what problems put before a file's name, such as ``versions/2022-01-01/``.

    Raises:
        PackError: something is wrong; all problems are in it.
    """
    builder = Builder()
    nodes: dict[str, Located] = {}
    for name in FILES:
        try:
            nodes[name] = read(folder, name, f"{prefix}{name}")
        except PackError as error:
            builder.problems.extend(error.problems)
    parts = {name: _part(builder, node, FILES[name]) for name, node in nodes.items()}
    if "mechanism.yaml" in nodes:
        builder.problems.extend(_time_zone(nodes["mechanism.yaml"]))
    if builder.problems:
        raise PackError(builder.problems)
    mechanism = _mechanism(parts, _digest(folder))
    wrong = [_placed(issue.code, issue.place, dict(issue.params), nodes) for issue in check(mechanism)]
    if wrong:
        raise PackError(wrong)
    return mechanism


def _time_zone(node: Located) -> list[PackProblem]:
    """The time zone must be one that the system knows, or no calendar period could be cut."""
    zone = node.value.get("time_zone") if isinstance(node.value, dict) else None
    if zone is None or not isinstance(zone.value, str) or zone.value in available_timezones():
        return []
    near = nearest(zone.value, available_timezones())
    return [zone.problem("pack.unknown_value", found=zone.value, near=near)]


def _part(builder: Builder, node: Located, keys: dict[str, Any]) -> dict[str, Any]:
    items = builder.mapping(node, tuple(keys))
    for key in keys:
        if key not in items and key not in _OPTIONAL:
            builder.problems.append(node.problem("pack.missing_key", expected=key))
    return {key: builder.build(wanted, items[key]) for key, wanted in keys.items() if key in items}


def _mechanism(parts: dict[str, dict[str, Any]], digest: str) -> Mechanism:
    vocabulary = Vocabulary(**parts["roster.yaml"], **parts["links.yaml"])
    entries, figures = parts["entries.yaml"], parts["indicators.yaml"]
    return Mechanism(
        **parts["mechanism.yaml"],
        vocabulary=vocabulary,
        entry_groups=entries["groups"],
        entry_kinds=entries["kinds"],
        indicator_groups=figures["groups"],
        indicators=figures["indicators"],
        tallies=figures.get("tallies", ()),
        roles=parts["roles.yaml"]["roles"],
        duty_groups=parts["duties.yaml"]["groups"],
        duties=parts["duties.yaml"]["duties"],
        pairing=PairingRules(**parts["pairing.yaml"]),
        **parts["reviews.yaml"],
        **parts["workflows.yaml"],
        letter_series=parts["letters.yaml"].get("series", ()),
        letters=parts["letters.yaml"]["letters"],
        **parts["papers.yaml"],
        **parts["holidays.yaml"],
        digest=digest,
    )


def _digest(folder: Path) -> str:
    """Return the SHA-256 over names and contents of the pack's files."""
    total = hashlib.sha256()
    for name in FILES:
        total.update(name.encode() + b"\0" + (folder / name).read_bytes())
    return total.hexdigest()


def _placed(code: str, path: str, params: dict[str, Any], nodes: dict[str, Located]) -> PackProblem:
    """Give a cross-check's issue its file and line; its place reads ``file/list/id/key…``."""
    name, *steps = path.split("/")
    node = nodes[name]
    for step in steps:
        node = _step(node, step) or node
    return node.problem(code, **{key: str(value) for key, value in params.items()})


def _step(node: Located, step: str) -> Located | None:
    if isinstance(node.value, dict):
        return node.value.get(step)
    if isinstance(node.value, list):
        for place, item in enumerate(node.value):
            if isinstance(item.value, dict) and "id" in item.value and item.value["id"].value == step:
                return item
            if item.value == step or str(place) == step:
                return item
    return None
