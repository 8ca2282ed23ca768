"""Every pack that ships loads, speaks three languages, and is known to the program by data alone."""

import re
from datetime import date

import pytest
from tests.packs.writing import county_with

from tongxin.engine.kernel.labels import Label
from tongxin.engine.kernel.rights import Scope, widest
from tongxin.engine.ledger.kinds import EntryKind
from tongxin.engine.mechanism.rights import HOMES, RIGHTS
from tongxin.engine.roster.vocabulary import Family, Party
from tongxin.packs import registry, sources
from tongxin.packs.problems import PackError
from tongxin.packs.versions import load_pack

FOLDERS = sorted(path.parent for path in registry.FOLDER.glob("*/mechanism.yaml"))
SOURCE = registry.FOLDER.parent


def labels_in(value: object) -> list[Label]:
    """Return every label inside an engine value."""
    if isinstance(value, Label):
        return [value]
    if isinstance(value, tuple):
        return [label for item in value for label in labels_in(item)]
    if hasattr(value, "__dataclass_fields__"):
        return [label for name in value.__dataclass_fields__ for label in labels_in(getattr(value, name))]
    return []


def codes(mechanism) -> set[str]:
    """Return the codes that a pack is free to choose."""
    words = mechanism.vocabulary
    chosen = (words.organisation_kinds, words.links, words.affiliations, mechanism.entry_kinds)
    return {item.id for items in (*chosen, mechanism.indicators) for item in items}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_pack_loads_without_a_problem_and_its_labels_speak_three_languages(folder):
    for version in load_pack(folder).versions:
        labels = labels_in(version)
        assert labels
        assert [one for one in labels if not (one.zh_hans and one.zh_hant and one.en)] == []


def test_the_template_is_checked_and_not_shipped_for_use():
    assert "_template" in [folder.name for folder in FOLDERS]
    assert registry.shipped() == ["county", "longan"]


@pytest.mark.parametrize("name", registry.shipped())
def test_a_pack_lets_every_role_use_its_account_and_somebody_keep_the_accounts_and_the_ledger(name):
    roles = registry.pack(name).versions[-1].roles
    assert [role.id for role in roles if widest([role], "account", "use") is None] == []
    assert widest(roles, "account", "manage") is Scope.COMMITTEE
    assert widest(roles, "entry", "record") is Scope.COMMITTEE


def test_the_plain_county_shares_no_rule_of_longan():
    county, longan = (registry.pack(name).versions[-1] for name in ("county", "longan"))
    assert county.vocabulary.links == ()
    assert not any(kind.places_members for kind in county.vocabulary.organisation_kinds)
    shared = {kind.id for kind in county.entry_kinds} & {kind.id for kind in longan.entry_kinds}
    assert shared == set()


# Pages that still name a kind of record; each is to ask the pack instead.
NOT_YET = {
    ("web/pages/enterprises.py", "visit"),
    ("web/pages/enterprises.py", "talk"),
    ("web/member_file.py", "honour"),
}


def test_no_code_of_longan_stands_in_the_program():
    own = {*Family, *Party, *HOMES, *RIGHTS, *EntryKind.__dataclass_fields__}
    chosen = codes(registry.pack("longan").versions[-1]) - {str(word) for word in own}
    found = set()
    for path in SOURCE.rglob("*.py"):
        if "demonstration" in path.parts or "migrations" in path.parts:
            continue  # the demonstration writes Long'an's records, so it knows Long'an
        place = path.relative_to(SOURCE).as_posix()
        written = set(re.findall(r"""["']([a-z][a-z_.]*)["']""", path.read_text(encoding="utf-8")))
        found |= {(place, code) for code in written & chosen}
    assert sorted(found - NOT_YET) == []


def test_the_terms_of_art_keep_their_words_in_traditional_chinese():
    longan = registry.pack("longan").versions[-1]
    assert longan.entry_kind("opinion_report").label.zh_hant == "社情民意信息"
    assert longan.entry_kind("research").label.zh_hant == "專題調研"


def test_a_traditional_wording_that_is_written_wins_over_the_converted_one(tmp_path):
    folder = county_with(
        tmp_path,
        ("links.yaml", "links: []", "links: []\n"),
        ("roster.yaml", "{zh-hans: 特邀,", "{zh-hans: 特邀, zh-hant: 特別邀請,"),
    )
    assert load_pack(folder).versions[0].vocabulary.sectors[-1].label.zh_hant == "特別邀請"


def test_the_version_in_force_is_that_of_the_day(tmp_path):
    folder = county_with(tmp_path)
    earlier = folder / "versions" / "2021-03-01"
    earlier.mkdir(parents=True)
    for path in folder.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        text = text.replace("effective: 2022-01-01", "effective: 2021-03-01")
        (earlier / path.name).write_text(text.replace('"2022.1"', '"2021.1"'), encoding="utf-8")
    pack = load_pack(folder)
    days = {date(2021, 2, 28): "2021.1", date(2021, 12, 31): "2021.1", date(2022, 1, 1): "2022.1"}
    assert {day: pack.in_force(day).version for day in days} == days
    assert sources.lines(str(folder), date(2021, 3, 1), "mechanism.yaml").count("effective: 2021-03-01") == 1
    assert "effective: 2022-01-01" in sources.lines(str(folder), date(2022, 1, 1), "mechanism.yaml")


def test_the_digest_changes_with_any_file(tmp_path):
    before = load_pack(county_with(tmp_path / "one")).versions[0].digest
    again = load_pack(county_with(tmp_path / "two")).versions[0].digest
    changed = county_with(
        tmp_path / "three", ("roles.yaml", "label: {zh-hans: 办公室,", "label: {zh-hans: 办 公室,")
    )
    assert before == again != load_pack(changed).versions[0].digest


def test_a_name_that_no_pack_has_is_refused_with_the_nearest_one():
    with pytest.raises(PackError) as refused:
        registry.pack("longann")
    assert refused.value.problems[0].params == {"near": "longan"}


def test_the_source_of_a_pack_opens_its_own_files_only():
    with pytest.raises(FileNotFoundError):
        sources.lines("longan", date(2023, 1, 1), "../registry.py")
