"""The holidays of a pack: what the notices say, and mistakes named by file, line and key."""

from datetime import date, timedelta

import pytest
from django.utils import translation
from tests.packs.writing import county_with, line_of

from tongxin.engine.kernel.holidays import Origin
from tongxin.packs import registry
from tongxin.packs.problems import PackError
from tongxin.packs.versions import load_pack
from tongxin.web.pack_issue_texts import sentence

NAMES = ("longan", "county", "_template")
CALENDARS = {name: load_pack(registry.FOLDER / name).versions[-1].calendar() for name in NAMES}
COUNTY, LONGAN = CALENDARS["county"], CALENDARS["longan"]
# Working days that the notices leave of each year.
WORKED = {2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248}
FILE = "holidays.yaml"


def days(year):
    first = date(year, 1, 1)
    return [first + timedelta(days=place) for place in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("name", NAMES)
def test_a_pack_knows_the_years_from_2021_to_2026_and_no_other(name):
    assert CALENDARS[name].years == set(WORKED)
    assert CALENDARS[name].known_to == date(2026, 12, 31)


@pytest.mark.parametrize(("year", "number"), WORKED.items())
def test_a_year_has_as_many_working_days_as_the_notice_leaves(year, number):
    assert sum(map(COUNTY.is_workday, days(year))) == number
    assert CALENDARS["_template"].arranged == COUNTY.arranged


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2021-02-20", True),  # a Saturday for Spring Festival
        ("2022-10-09", True),
        ("2022-12-31", False),
        ("2023-01-02", False),
        ("2023-06-25", True),
        ("2024-02-09", True),  # the eve of Spring Festival was a working day by the notice
        ("2024-09-14", True),
        ("2025-01-28", False),
        ("2025-10-08", False),
        ("2026-01-04", True),
        ("2026-02-14", True),
        ("2026-02-23", False),
    ],
)
def test_days_that_are_easily_got_wrong(day, worked):
    assert COUNTY.is_workday(date.fromisoformat(day)) is worked


def test_the_festival_of_the_region_is_all_that_longan_has_besides():
    other = {day for year in WORKED for day in days(year) if LONGAN.is_workday(day) != COUNTY.is_workday(day)}
    written = "0414 0415 0416 0418 / 0402 0406 / 0421 0423 / 0411 0412 / 0331 0401 / 0417 0420"
    assert other == {
        date(2021 + place, int(one[:2]), int(one[2:]))
        for place, part in enumerate(written.split("/"))
        for one in part.split()
    }
    assert other <= {day for day, made in LONGAN.arranged.items() if made.origin is Origin.REGION}


YEAR = "first: 2024-06-10, last: 2024-06-10}"
KEY = "holidays[2024-dragon_boat]"
MISTAKES = {
    "two holidays on one day": (
        (YEAR, "first: 2024-05-05, last: 2024-05-06}"),
        ("first: 2024-05-05", "holiday.twice", f"{KEY}.first", "is off already"),
    ),
    "a working day worked in return": (
        (YEAR, "first: 2024-06-10, last: 2024-06-10, worked: [2024-06-12]}"),
        ("2024-06-12", "holiday.no_weekend", f"{KEY}.worked[1]", "is no weekend day"),
    ),
    "a day worked for two holidays": (
        (YEAR, "first: 2024-06-10, last: 2024-06-10, worked: [2024-06-09, 2024-05-11]}"),
        ("2024-06-09", "holiday.worked_twice", f"{KEY}.worked[2]", "for another holiday"),
    ),
    "a day off worked in return": (
        (YEAR, "first: 2024-06-08, last: 2024-06-10, worked: [2024-06-09]}"),
        ("[2024-06-09]", "holiday.worked_off", f"{KEY}.worked[1]", "only one of the two"),
    ),
    "a day worked in another year": (
        (YEAR, "first: 2024-06-10, last: 2024-06-10, worked: [2025-06-08]}"),
        ("2025-06-08", "holiday.worked_far", f"{KEY}.worked[1]", "too far"),
    ),
    "the wrong way round": (
        (YEAR, "first: 2024-06-10, last: 2024-06-08}"),
        ("last: 2024-06-08", "holiday.length", f"{KEY}.last", "is before"),
    ),
    "a wrong year": (
        (YEAR, "first: 2024-06-10, last: 2025-06-10}"),
        ("last: 2025-06-10", "holiday.length", f"{KEY}.last", "too long"),
    ),
    "an unknown key": (
        (YEAR, "first: 2024-06-10, last: 2024-06-10, until: 2024-06-10}"),
        ("until:", "pack.unknown_key", f"{KEY}.until", "Nearest"),
    ),
    "no first day": (
        (YEAR, "last: 2024-06-10}"),
        ("id: 2024-dragon_boat", "pack.missing_key", KEY, "“first” is missing"),
    ),
    "no day": (
        (YEAR, "first: 2024-06-31, last: 2024-06-10}"),
        ("2024-06-31", "pack.no_date", f"{KEY}.first", "is no date"),
    ),
    "a code twice": (
        ("id: 2024-dragon_boat", "id: 2024-labour"),
        ("first: 2024-06-10", "pack.id_twice", "holidays[2024-labour].id", "stands twice"),
    ),
}


@pytest.mark.parametrize(("change", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_with_file_line_and_key(tmp_path, change, expected):
    folder = county_with(tmp_path, (FILE, *change))
    words, code, key, said = expected
    with pytest.raises(PackError) as refused:
        load_pack(folder)
    problem = next(one for one in refused.value.problems if one.code == code)
    assert (problem.file, problem.key, problem.line) == (FILE, key, line_of(folder, FILE, words))
    with translation.override("en"):
        assert said in sentence(problem)


def with_region(folder, text):
    """Give the plain county days of its region."""
    line = "  - {id: 2024-fair, label: {zh-hans: 节, en: Fair}, region: true, "
    return county_with(folder, (FILE, "  - {id: 2025-new_year", f"{line}{text}}}\n  - {{id: 2025-new_year"))


def test_a_region_may_take_a_worked_weekend_day_back_and_give_another(tmp_path):
    text = "first: 2024-09-29, last: 2024-09-29, worked: [2024-10-13]"
    found = load_pack(with_region(tmp_path, text)).versions[-1].calendar()
    assert not found.is_workday(date(2024, 9, 29))
    assert found.is_workday(date(2024, 10, 13))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("first: 2024-10-07, last: 2024-10-08", "holiday.twice"),
        ("first: 2024-10-10, last: 2024-10-10, worked: [2024-10-06]", "holiday.worked_off"),
        ("first: 2024-10-10, last: 2024-10-10, worked: [2024-10-26, 2024-10-26]", "holiday.worked_twice"),
    ],
)
def test_a_region_cannot_give_a_day_that_is_off_already_or_work_on_one(tmp_path, text, code):
    with pytest.raises(PackError) as refused:
        load_pack(with_region(tmp_path, text))
    assert [problem.code for problem in refused.value.problems] == [code]


def test_a_year_more_is_known_and_makes_another_digest(tmp_path):
    before = load_pack(county_with(tmp_path / "before")).versions[-1]
    folder = county_with(tmp_path / "after")
    line = (
        "  - {id: 2027-new_year, label: {zh-hans: 元旦, en: New Year}, first: 2027-01-01, last: 2027-01-01}\n"
    )
    (folder / FILE).write_text((folder / FILE).read_text("utf-8") + line, "utf-8")
    after = load_pack(folder).versions[-1]
    assert after.digest != before.digest
    assert after.calendar().known_to == date(2027, 12, 31)
