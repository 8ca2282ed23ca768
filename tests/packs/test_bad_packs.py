"""A pack with a mistake is refused, and the problem names the file, the line, the key and what was meant."""

import pytest
from django.utils import translation
from tests.packs.writing import county_with, line_of

from tongxin.packs.problems import PackError
from tongxin.packs.versions import load_pack
from tongxin.web.pack_issue_texts import TEXTS, sentence

# what is wrong: (file, words, words instead), (words on the line, code, key, in the sentence)
MISTAKES = {
    "unknown key": (
        ("entries.yaml", "quick: true\n    about: [organisation, unit]", "quik: true"),
        ("quik: true", "pack.unknown_key", "kinds[field_trip].quik", "Nearest: quick."),
    ),
    "unknown top key": (
        ("links.yaml", "links: []", "links: []\nlink: []"),
        ("link: []", "pack.unknown_key", "link", "Nearest: links."),
    ),
    "unknown language": (
        ("entries.yaml", "{zh-hans: 履职, en: Duty work}", "{zh-hans: 履职, en: Duty work, zh-hand: 履職}"),
        ("zh-hand", "pack.unknown_key", "groups[work].label.zh-hand", "Nearest: zh-hant."),
    ),
    "missing key": (
        ("entries.yaml", "    group: papers\n    unit: 条\n", "    group: papers\n"),
        ("id: bulletin", "pack.missing_key", "kinds[bulletin]", "“unit” is missing here."),
    ),
    "missing language": (
        ("roster.yaml", "{zh-hans: 特邀, en: Specially invited}", "{zh-hans: 特邀}"),
        ("{zh-hans: 特邀}", "pack.missing_language", "sectors[invited].label", "“en”"),
    ),
    "no list": (
        ("entries.yaml", "about: [enterprise]", "about: enterprise"),
        ("about: enterprise", "pack.no_list", "kinds[gift].about", "not “enterprise”"),
    ),
    "no text": (
        ("entries.yaml", "unit: 笔", "unit: [笔]"),
        ("unit: [笔]", "pack.no_text", "kinds[gift].unit", "A single text"),
    ),
    "no mapping": (
        ("entries.yaml", "verb: {zh-hans: 登记捐赠, en: Register a gift}", "verb: 登记捐赠"),
        ("verb: 登记捐赠", "pack.no_mapping", "kinds[gift].verb", "zh-hans, zh-hant, en"),
    ),
    "no number": (
        ("entries.yaml", "factor: 10000", "factor: 万"),
        ("factor: 万", "pack.no_int", "kinds[gift].quantities[sum].factor", "“万” is no whole number."),
    ),
    "neither true nor false": (
        ("roles.yaml", "sees_sensitive: true", "sees_sensitive: perhaps"),
        ("sees_sensitive", "pack.no_bool", "roles[office].sees_sensitive", "“perhaps”"),
    ),
    "bad date": (
        ("mechanism.yaml", "effective: 2022-01-01", "effective: 2022-02-30"),
        ("effective:", "pack.no_date", "effective", "“2022-02-30” is no date."),
    ),
    "paper names no figure": (
        ("papers.yaml", "常务委员{member.standing}", "常务委员{member.standnig}"),
        ("    text: |", "paper.unknown_name", "papers[annual_report].text", "Line 3: there is no figure"),
    ),
    "paper asks for what is not counted so": (
        ("papers.yaml", "{member.total}", "{member.total | all}"),
        ("    text: |", "paper.state_over_all", "papers[annual_report].text", "has no total over time"),
    ),
    "paper with a brace left open": (
        ("papers.yaml", "{org.studio}", "{org.studio"),
        ("    text: |", "paper.loose_brace", "papers[annual_report].text", "Line 3: a brace has no partner"),
    ),
    "paper without a head": (
        ("papers.yaml", "    period: year\n", "    period: year\n    style: document\n"),
        ("id: annual_report", "pack.missing_key", "papers[annual_report]", "“head” is missing here."),
    ),
    "letter of the office that goes to nobody": (
        (
            "papers.yaml",
            "    period: year\n",
            "    period: year\n    style: letter\n    series: x\n    head: 某县政协\n",
        ),
        ("id: annual_report", "pack.missing_key", "papers[annual_report]", "“addressee” is missing here."),
    ),
    "sender of a paper asks for a word that is none": (
        ("papers.yaml", 'signature: "{committee}"', 'signature: "{comittee}"'),
        ("signature:", "letter.unknown_placeholder", "papers[annual_report].signature", "{committee}."),
    ),
    "paper with an unknown row of numbers": (
        ("papers.yaml", "    period: year\n", "    period: year\n    series: office\n"),
        ("series: office", "pack.dangling", "papers[annual_report].series", "“office”"),
    ),
    "title of a paper asks for a word that is none": (
        ("papers.yaml", '{committee}{period}工作情况"', '{comittee}{period}工作情况"'),
        ("title:", "letter.unknown_placeholder", "papers[annual_report].title", "Nearest: {committee}."),
    ),
    "unknown value": (
        ("roster.yaml", "family: enterprise", "family: enterprize"),
        ("enterprize", "pack.unknown_value", "organisation_kinds[company].family", "Nearest: enterprise."),
    ),
    "unknown time zone": (
        ("mechanism.yaml", "Asia/Shanghai", "Asia/Shangai"),
        ("Shangai", "pack.unknown_value", "time_zone", "Nearest: Asia/Shanghai."),
    ),
    "id twice": (
        ("entries.yaml", "id: field_trip", "id: meeting # again"),
        ("# again", "pack.id_twice", "kinds[meeting].id", "“meeting” stands twice"),
    ),
    "key twice": (
        ("mechanism.yaml", "id: county\n", "id: county\nid: other\n"),
        ("id: other", "pack.key_twice", "id", "stands twice"),
    ),
    "no YAML": (
        ("links.yaml", "links: []", "links: ]"),
        ("links: ]", "pack.no_yaml", "", "cannot be read as YAML"),
    ),
    "dangling kind": (
        ("indicators.yaml", "kinds: [field_trip]", "kinds: [feild_trip]"),
        ("feild_trip", "pack.dangling", "indicators[inspect.count].kinds[1]", "Nearest: field_trip."),
    ),
    "dangling group": (
        ("entries.yaml", "    group: papers\n    unit: 条", "    group: papr\n    unit: 条"),
        ("group: papr", "pack.dangling", "kinds[bulletin].group", "Nearest: papers."),
    ),
    "dangling field": (
        ("indicators.yaml", "field:decision", "field:decison"),
        ("decison", "pack.dangling", "indicators[proposal.accepted].where[1].on", "Nearest: decision."),
    ),
    "dangling choice": (
        ("indicators.yaml", "values: [filed]", "values: [field]"),
        ("[field]", "pack.dangling", "indicators[proposal.accepted].where[1].values[1]", "Nearest: filed."),
    ),
    "dangling quantity": (
        ("indicators.yaml", "quantity: sum", "quantity: sums"),
        ("quantity:", "pack.dangling", "indicators[donate.total].quantity", "Nearest: sum."),
    ),
    "dangling post of a head": (
        ("roster.yaml", "head_role: convenor", "head_role: convener"),
        ("convener", "pack.dangling", "organisation_kinds[activity_group].head_role", "Nearest: convenor."),
    ),
    "condition of another source": (
        ("indicators.yaml", "on: post,", "on: has,"),
        ("on: has", "pack.dangling", "indicators[member.standing].where[1].on", "“has” is not declared."),
    ),
    "ratio of a ratio": (
        ("indicators.yaml", "denominator: proposal.submitted", "denominator: proposal.accept_rate"),
        (
            "denominator:",
            "pack.ratio_part",
            "indicators[proposal.accept_rate].denominator",
            "proposal.accepted",
        ),
    ),
    "numerator without a ratio": (
        ("indicators.yaml", "quantity: sum", "quantity: sum\n    numerator: org.studio"),
        ("numerator: org.studio", "pack.no_ratio", "indicators[donate.total].numerator", "source ratio"),
    ),
    "sum in another unit": (
        ("indicators.yaml", "unit: 元", "unit: 万元"),
        ("unit: 万元", "pack.sum_unit", "indicators[donate.total].unit", "keeps it in 元"),
    ),
    "quantity without a sum": (
        ("indicators.yaml", "    measure: sum\n", ""),
        ("quantity: sum", "pack.no_sum", "indicators[donate.total].quantity", "the measure is not sum"),
    ),
    "members cannot be summed": (
        ("indicators.yaml", "source: members\n    headline: true", "source: members\n    measure: linkers"),
        ("measure: linkers", "pack.dangling", "indicators[member.total].measure", "count, people"),
    ),
    "choice field without choices": (
        (
            "entries.yaml",
            "        type: choice\n        label: {zh-hans: 审查意见",
            "        type: text\n        label: {zh-hans: 审查意见",
        ),
        ("id: decision", "pack.choices", "kinds[paper].fields[decision]", "“decision”"),
    ),
    "factor without an input unit": (
        ("entries.yaml", "input_unit: 万元, ", ""),
        ("factor: 10000", "pack.factor", "kinds[gift].quantities[sum]", "10000"),
    ),
    "unknown noun of a right": (
        ("roles.yaml", "nouns: [import]", "nouns: [imports]"),
        ("[imports]", "pack.dangling", "roles[office].rights[10].nouns[1]", "Nearest: import."),
    ),
    "verb that a noun does not know": (
        ("roles.yaml", "{nouns: [member, unit], verbs: [read]", "{nouns: [member, unit], verbs: [export]"),
        ("verbs: [export]", "pack.unknown_verb", "roles[member].rights[3].verbs[1]", "“export”"),
    ),
    "move into a state that is not declared": (
        ("workflows.yaml", "        to: with_units\n", "        to: with_unit\n"),
        ("to: with_unit", "pack.dangling", "workflows[paper].moves[assign].to", "Nearest: with_units."),
    ),
    "move that nobody makes": (
        ("workflows.yaml", "by: [proposer]\n        since: [answered]", "by: []\n        since: [answered]"),
        ("by: []", "workflow.nobody", "workflows[paper].moves[rate].by", "Nobody may make"),
    ),
    "state out of reach": (
        (
            "workflows.yaml",
            "        since: [received]\n        to: letter",
            "        since: [received]\n        to: filed",
        ),
        ("id: letter", "workflow.out_of_reach", "workflows[paper].states[letter]", "No move leads to"),
    ),
    "state that is a trap": (
        ("workflows.yaml", "{id: replied, final: true, ", "{id: replied, "),
        ("id: given", "workflow.trap", "workflows[work].states[given]", "never comes to rest"),
    ),
    "move from nowhere": (
        (
            "workflows.yaml",
            "        since: [answered]\n        to: done\n    clocks:",
            "        since: []\n    clocks:",
        ),
        ("since: []", "workflow.from_nowhere", "workflows[paper].moves[close].since", "from no state"),
    ),
    "move that never follows": (
        ("workflows.yaml", "        raises: answer\n", ""),
        (
            "once all units",
            "workflow.never_follows",
            "workflows[paper].moves[answer].by",
            "follows from none",
        ),
    ),
    "deadline without a length": (
        ("workflows.yaml", "amount: 30", "amount: 0"),
        ("amount: 0", "pack.too_small", "workflows[paper].clocks[rating].amount", "0 is too small."),
    ),
    "move that raises one of another workflow": (
        ("workflows.yaml", "raises: answer", "raises: answers"),
        ("raises: answers", "pack.dangling", "workflows[work].moves[reply].raises", "Nearest: answer."),
    ),
    "form for bodies that are not declared": (
        (
            "workflows.yaml",
            "          least_people: 2\n",
            "          least_people: 2\n          kinds: [studios]\n",
        ),
        (
            "kinds: [studios]",
            "pack.dangling",
            "workflows[paper].submission.forms[together].kinds[1]",
            "Nearest: studio.",
        ),
    ),
    "paper that becomes one of an unknown kind": (
        (
            "workflows.yaml",
            "        since: [received]\n        to: letter\n",
            "        since: [received]\n        to: letter\n        becomes: {workflow: reports}\n",
        ),
        (
            "workflow: reports",
            "pack.dangling",
            "workflows[paper].moves[take_as_letter].becomes.workflow",
            "paper",
        ),
    ),
    "issue of a bulletin that is not declared": (
        (
            "workflows.yaml",
            "        to: letter\n",
            "        to: letter\n        takes: bulletin\n",
        ),
        (
            "takes: bulletin",
            "workflow.no_bulletins",
            "workflows[paper].moves[take_as_letter].takes",
            "declare one under “bulletins”",
        ),
    ),
    "edited text that nobody may write": (
        ("workflows.yaml", "        to: letter\n", "        to: letter\n        edition: true\n"),
        (
            "edition: true",
            "workflow.nothing_edited",
            "workflows[paper].moves[take_as_letter].edition",
            "“edited: true”",
        ),
    ),
    "day that is not asked as a day": (
        ("workflows.yaml", "        to: letter\n", "        to: letter\n        day_field: reason\n"),
        (
            "day_field: reason",
            "pack.dangling",
            "workflows[paper].moves[take_as_letter].day_field",
            "“reason”",
        ),
    ),
    "origin that no record has room for": (
        (
            "workflows.yaml",
            "      longest: 2000\n",
            "      longest: 2000\n      origins: {field: source, known: []}\n",
        ),
        ("field: source", "pack.dangling", "workflows[paper].submission.origins.field", "“source”"),
    ),
    "reason for handing in a near-copy that nobody asks": (
        ("workflows.yaml", "        to: received\n", "        to: received\n        alike: because\n"),
        ("alike: because", "pack.dangling", "workflows[paper].moves[submit].alike", "“because”"),
    ),
    "theme that is not asked": (
        ("workflows.yaml", "      longest: 2000\n", "      longest: 2000\n      theme: matter\n"),
        ("theme: matter", "pack.dangling", "workflows[paper].submission.theme", "“matter”"),
    ),
    "consent that is not asked": (
        (
            "workflows.yaml",
            "      longest: 2000\n",
            "      longest: 2000\n      shown_if: {field: publish, values: [full]}\n",
        ),
        ("shown_if:", "pack.dangling", "workflows[paper].submission.shown_if.field", "“publish”"),
    ),
    "unknown home": (
        ("roles.yaml", "home: admin", "home: administrator"),
        ("home: administrator", "pack.dangling", "roles[administrator].home", "Nearest: admin."),
    ),
    "chapter that shows nothing known": (
        ("mechanism.yaml", "shows: indicators", "shows: indicator"),
        ("shows: indicator", "pack.dangling", "chapters[figures].shows", "Nearest: indicators."),
    ),
    "two chapters that show the same": (
        ("mechanism.yaml", "shows: indicators", "shows: entry_kinds "),
        ("shows: entry_kinds ", "pack.shown_twice", "chapters[figures].shows", "“entry_kinds”"),
    ),
}


@pytest.mark.parametrize(("change", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_by_file_line_key_and_what_was_meant(tmp_path, change, expected):
    words, code, key, said = expected
    folder = county_with(tmp_path, change)
    with pytest.raises(PackError) as refused:
        load_pack(folder)
    problem = refused.value.problems[0]
    assert (problem.code, problem.key) == (code, key)
    assert problem.place == f"{change[0]}:{line_of(folder, change[0], words)}"
    with translation.override("en"):
        assert said in sentence(problem)


def test_all_mistakes_are_named_at_once_in_the_order_of_files_and_lines(tmp_path):
    folder = county_with(
        tmp_path,
        ("roster.yaml", "family: enterprise", "family: enterprize"),
        ("entries.yaml", "factor: 10000", "factor: 万"),
        ("entries.yaml", "unit: 笔", "units: 笔"),
        ("links.yaml", "links: []", "links: ]"),
    )
    with pytest.raises(PackError) as refused:
        load_pack(folder)
    found = [(problem.file, problem.code) for problem in refused.value.problems]
    assert found == [
        ("entries.yaml", "pack.missing_key"),
        ("entries.yaml", "pack.unknown_key"),
        ("entries.yaml", "pack.no_int"),
        ("links.yaml", "pack.no_yaml"),
        ("roster.yaml", "pack.unknown_value"),
    ]


@pytest.mark.parametrize(("text", "code"), [(None, "pack.no_file"), ("# nothing\n", "pack.empty_file")])
def test_a_file_that_is_missing_or_empty_is_named(tmp_path, text, code):
    folder = county_with(tmp_path)
    (folder / "roles.yaml").unlink()
    if text is not None:
        (folder / "roles.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PackError) as refused:
        load_pack(folder)
    assert [(problem.file, problem.code) for problem in refused.value.problems] == [("roles.yaml", code)]


def test_every_problem_of_this_module_has_a_sentence():
    codes = {expected[1] for _, expected in MISTAKES.values()}
    assert codes <= set(TEXTS)
