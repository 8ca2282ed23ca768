"""Evidence: files are judged by their content and stored by their digest."""

import hashlib
import io
import zipfile

import pytest
from tests.actions.recording import PDF, actor, codes, events, visit

from tongxin.actions import entries, evidence
from tongxin.actions.acting import Invalid, Refused
from tongxin.engine.ledger.drafts import EvidenceFile
from tongxin.store import models

pytestmark = pytest.mark.django_db


def office_file(*names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


class TestEvidence:
    @pytest.fixture(autouse=True)
    def folder(self, settings, tmp_path):
        settings.TONGXIN_EVIDENCE = tmp_path / "evidence"
        return settings.TONGXIN_EVIDENCE

    def test_a_file_is_stored_by_its_digest_and_belongs_to_the_entry(self, clerk, visitor, folder):
        file = evidence.keep_file(clerk, "照片\\简报.pdf", PDF)
        digest = hashlib.sha256(PDF).hexdigest()
        assert file == EvidenceFile(
            name="简报.pdf", media_type="application/pdf", size=len(PDF), sha256=digest
        )
        assert (folder / digest[:2] / digest).read_bytes() == PDF
        entry = entries.record_entry(clerk, visit(visitor, evidence=(file,)))
        assert models.Evidence.objects.get(entry=entry).sha256 == digest
        assert events("entry.record")[0].changes["after"]["evidence"] == [digest]

    @pytest.mark.parametrize(
        ("name", "content", "code"),
        [
            ("a.pdf", b"", "evidence.empty"),
            ("a.pdf", b"%PDF-" + b"x" * 10 * 1024 * 1024, "evidence.too_large"),
            ("a.pdf", b"<html><script>alert(1)</script>", "evidence.other_type"),
            ("a.svg", b"<svg onload='alert(1)'/>", "evidence.other_type"),
            ("a.exe", b"MZ\x90", "evidence.other_type"),
            ("a.html", PDF, "evidence.misnamed"),
            ("a.zip", office_file("a.txt"), "evidence.other_type"),
            ("a.docx", b"PK\x03\x04 broken", "evidence.other_type"),
            (
                "a.docx",
                office_file("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
                "evidence.other_type",
            ),
            ("a.xlsx", office_file("[Content_Types].xml", "word/document.xml"), "evidence.misnamed"),
        ],
    )
    def test_what_is_no_evidence_is_refused_by_its_content(self, clerk, folder, name, content, code):
        with pytest.raises(Invalid) as problem:
            evidence.keep_file(clerk, name, content)
        assert codes(problem) == [(code, "evidence")]
        assert not folder.exists()

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("a.PDF", PDF),
            ("a.jpeg", b"\xff\xd8\xff\xe0"),
            ("a.png", b"\x89PNG\r\n\x1a\n"),
            ("a.webp", b"RIFF0000WEBPVP8 "),
            ("a.docx", office_file("[Content_Types].xml", "word/document.xml")),
            ("a.xlsx", office_file("[Content_Types].xml", "xl/workbook.xml")),
        ],
    )
    def test_the_usual_kinds_are_taken(self, clerk, name, content):
        assert evidence.keep_file(clerk, name, content).size == len(content)

    def test_a_digest_that_was_never_stored_cannot_be_claimed(self, clerk, visitor):
        file = EvidenceFile(name="a.pdf", media_type="application/pdf", size=3, sha256="0" * 64)
        with pytest.raises(Invalid) as problem:
            entries.record_entry(clerk, visit(visitor, evidence=(file,)))
        assert codes(problem) == [("evidence.missing", "evidence")]

    def test_who_may_not_record_may_not_upload(self, rows):
        with pytest.raises(Refused):
            evidence.keep_file(actor(rows, "chair", name="chair"), "a.pdf", PDF)
