"""An earlier version of a pack that does not fit is refused: the problem names its folder and the line."""

import shutil

import pytest
from tests.packs.writing import county_with, line_of

from tongxin.packs.problems import PackError
from tongxin.packs.versions import load_pack
from tongxin.web.pack_issue_texts import TEXTS


def earlier(folder, name, *changes):
    """Put a copy of the present files under an earlier day, changed."""
    place = folder / "versions" / name
    place.mkdir(parents=True)
    for path in folder.glob("*.yaml"):
        shutil.copy(path, place)
    file = place / "mechanism.yaml"
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


DAY, CODE, ID = "effective: 2022-01-01", 'version: "2022.1"', "id: county"
CLASHES = {
    "the same first day": ("2022-01-01", [(CODE, 'version: "2021.1"')], "effective", "pack.effective_twice"),
    "the same code": ("2021-01-01", [(DAY, "effective: 2021-01-01")], "version", "pack.version_twice"),
    "another folder": (
        "2021-01-01",
        [(DAY, "effective: 2021-02-01"), (CODE, 'version: "2021.1"')],
        "effective",
        "pack.version_folder",
    ),
    "after the present one": (
        "2023-01-01",
        [(DAY, "effective: 2023-01-01"), (CODE, 'version: "2023.1"')],
        "effective",
        "pack.not_earlier",
    ),
    "of another pack": (
        "2021-01-01",
        [(DAY, "effective: 2021-01-01"), (CODE, 'version: "2021.1"'), (ID, "id: town")],
        "id",
        "pack.other_id",
    ),
}


@pytest.mark.parametrize(("name", "changes", "key", "code"), CLASHES.values(), ids=CLASHES)
def test_an_earlier_version_that_does_not_fit_is_named(tmp_path, name, changes, key, code):
    folder = county_with(tmp_path)
    earlier(folder, name, *changes)
    with pytest.raises(PackError) as refused:
        load_pack(folder)
    (problem,) = refused.value.problems
    assert (problem.code, problem.key) == (code, key)
    file = f"versions/{name}/mechanism.yaml"
    assert problem.place == f"{file}:{line_of(folder, file, f'{key}: ') if key != 'id' else 7}"


def test_a_mistake_in_an_earlier_version_names_its_folder_and_the_present_one_is_checked_too(tmp_path):
    folder = county_with(tmp_path)
    earlier(folder, "2021-01-01", (DAY, "effective: yesterday"))
    (folder / "links.yaml").write_text("links: ]\n", encoding="utf-8")
    with pytest.raises(PackError) as refused:
        load_pack(folder)
    files = [problem.file for problem in refused.value.problems]
    assert files == ["links.yaml", "versions/2021-01-01/mechanism.yaml"]


def test_every_problem_of_this_module_has_a_sentence():
    assert {row[3] for row in CLASHES.values()} <= set(TEXTS)
