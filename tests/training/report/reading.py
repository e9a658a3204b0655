"""Reading the report: its sections as a person would, by title, row and column; its HTML as a browser would."""

from html.parser import HTMLParser

from training.report.section import Cell, Page, ReportTable, Section


def section(page: Page, name: str) -> Section:
    """Return the section with this anchor."""
    return next(section for section in page.sections if section.name == name)


def words(section: Section) -> str:
    """Return the section's paragraphs, blanks plain."""
    return plain(" ".join(section.paragraphs))


def column(table: ReportTable, name: str) -> dict[str, str]:
    """Return the cells of a column by the heading of their row, small print left out."""
    at = list(table.columns).index(name)
    return {text(row[0]): text(row[at]) for row in table.rows}


def text(cell: str | Cell) -> str:
    """Return what a cell says, small print left out."""
    return plain(cell if isinstance(cell, str) else cell.text)


def plain(words: str) -> str:
    """Return words with plain blanks and without what keeps their direction."""
    return words.replace("\N{NO-BREAK SPACE}", " ").translate({0x2068: None, 0x2069: None})


class Tags(HTMLParser):
    """Every tag of a page with its attributes, and every id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def values(self, attribute: str) -> list[str]:
        return [attributes[attribute] or "" for _, attributes in self.tags if attribute in attributes]

    @property
    def names(self) -> set[str]:
        return {tag for tag, _ in self.tags}
