"""``tongxin similar`` and ``tongxin search``: what says the same, and where."""

import json

import pytest

from tongxin.store import models
from tongxin.web import commands

PAPER = "建议统筹城乡公交线路，延长末班车时间，并在三个易地搬迁安置点增设停靠站，方便群众夜间出行。"
OTHER = "县域医共体应当统一药品目录，乡镇卫生院与县医院同质管理，减轻慢性病患者取药的负担。"


@pytest.fixture
def paper(tmp_path):
    file = tmp_path / "paper.txt"
    file.write_text("（草稿）" + PAPER, "utf-8")
    return file


@pytest.fixture
def lines(tmp_path):
    file = tmp_path / "corpus.jsonl"
    rows = [{"id": "a", "text": OTHER}, {"id": 7, "text": "背景。" + PAPER}]
    file.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", "utf-8")
    return file


def said(capsys, *arguments):
    """Run a command; return its exit status, stdout and stderr."""
    status = commands.run([str(one) for one in arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_texts_of_a_file_are_compared_without_any_site(paper, lines, capsys):
    status, out, _ = said(capsys, "similar", paper, "--json", "--corpus", lines)
    [one] = json.loads(out)
    assert (status, one["id"]) == (0, "7")
    assert one["score"] > 30
    assert 0.9 < one["share"] < 1
    [passage] = one["passages"]
    assert passage["text"] == passage["there_text"] == PAPER.rstrip("。")
    assert ("（草稿）" + PAPER)[passage["start"] : passage["end"]] == passage["text"]
    assert ("背景。" + PAPER)[passage["there_start"] : passage["there_end"]] == passage["there_text"]


def test_texts_of_a_folder_are_compared_by_their_names(paper, tmp_path, capsys):
    folder = tmp_path / "papers"
    folder.mkdir()
    for name, text in (("公交", PAPER), ("医疗", OTHER), ("公交二", PAPER)):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    assert [
        one["id"] for one in json.loads(said(capsys, "similar", paper, "--json", "--corpus", folder)[1])
    ] == [
        "公交",
        "公交二",
    ]
    assert (
        len(json.loads(said(capsys, "similar", paper, "--json", "--most", "1", "--corpus", folder)[1])) == 1
    )
    status, out, _ = said(capsys, "similar", paper, "--corpus", folder)
    assert status == 0
    assert "公交二" in out
    assert PAPER.rstrip("。") in out


def test_nothing_alike_is_said_so(tmp_path, lines, capsys):
    file = tmp_path / "x.txt"
    file.write_text("一段谁也没有写过的话", "utf-8")
    assert said(capsys, "similar", file, "--corpus", lines)[:2] == (0, "Nothing says the same.\n")
    assert said(capsys, "similar", file, "--json", "--corpus", lines)[:2] == (0, "[]\n")


def test_a_file_that_cannot_be_read_ends_with_2_and_its_name(tmp_path, paper, lines, capsys):
    broken = tmp_path / "broken.txt"
    broken.write_bytes("提案".encode("gb18030"))
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_text('{"id": 1, "text": "甲"}\n[1]\n', "utf-8")
    for arguments, words in (
        (["similar", tmp_path / "none.txt"], "none.txt"),
        (["similar", tmp_path], str(tmp_path)),
        (["similar", broken], "not UTF-8"),
        (["similar", paper, "--corpus", tmp_path / "none"], "none"),
        (["similar", paper, "--corpus", wrong], "line 2"),
    ):
        status, out, err = said(capsys, *arguments)
        assert (status, out) == (2, "")
        assert words in err


@pytest.mark.parametrize("most", ["0", "-1", "x"])
def test_a_number_below_one_is_a_wrong_call(paper, lines, most):
    with pytest.raises(SystemExit) as problem:
        commands.run(["similar", str(paper), "--most", most, "--corpus", str(lines)])
    assert problem.value.code == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("demonstration")
def test_a_paper_is_held_against_what_the_site_knows(tmp_path, capsys):
    known = models.Entry.objects.filter(kind="proposal", title__startswith="关于推进").order_by("pk").first()
    file = tmp_path / "paper.txt"
    file.write_text(known.title, "utf-8")
    status, out, _ = said(capsys, "similar", file, "--json", "--committee", "longan")
    first = json.loads(out)[0]
    assert (status, first["noun"], first["kind"], first["title"]) == (0, "entry", "proposal", known.title)
    assert first["passages"][0]["text"] == known.title
    status, _, err = said(capsys, "similar", file, "--committee", "nowhere")
    assert status == 2
    assert "longan" in err


@pytest.mark.django_db
@pytest.mark.usefixtures("demonstration")
def test_the_search_is_made_anew_with_progress(capsys):
    count = models.SearchText.objects.count()
    models.SearchText.objects.all().delete()
    status, out, err = said(capsys, "search", "rebuild")
    assert (status, out) == (0, f"{count} texts can be found\n")
    assert "500 texts" in err
    assert models.SearchText.objects.count() == count
