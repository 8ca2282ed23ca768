"""Word papers opened again, as whoever gets them would read them."""

import io

import docx
from docx.oxml.ns import qn

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(content):
    """Return a paper from the bytes of its file."""
    return docx.Document(io.BytesIO(content))


def lines(paper):
    """Return the words of every paragraph outside tables that has any."""
    return [line.text for line in paper.paragraphs if line.text.strip()]


def cells(paper):
    """Return the words of the cells of every table, row by row."""
    return [[cell.text for cell in row.cells] for table in paper.tables for row in table.rows]


def fonts(paragraph):
    """Return the fonts of Chinese text and the sizes in points of a paragraph's runs."""
    return {
        (run._r.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")), run.font.size.pt)
        for run in paragraph.runs
        if run.text.strip()
    }


def line_of(paper, words):
    """Return the first paragraph that has these words."""
    return next(line for line in paper.paragraphs if words in line.text)
