"""Papers with sample data, as pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from printers.drawing.preview import KINDS, preview
from printers.papers.trial import WIDTHS
from shared.office.model import Office
from shared.office.reader import load_office
from tests.printers.words import small_office

TEMPLATES = Path(__file__).parents[2] / "shared" / "office" / "templates"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The small office, read once for many pictures."""
    return small_office(tmp_path_factory.mktemp("office"))


@pytest.mark.parametrize("dots", WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_paper_can_be_seen_in_every_width(
    kind: str, dots: int, office: Office, tmp_path: Path
) -> None:
    file = tmp_path / "paper.png"
    preview(kind, office, dots, file)
    with Image.open(file) as picture:
        assert picture.format == "PNG"
        assert picture.width == (max(WIDTHS) if kind == "test" else dots)
        assert picture.height > 400


@pytest.mark.parametrize("template", ["minimal", "employment-centre"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_template_has_papers_to_see(
    kind: str, template: str, tmp_path: Path
) -> None:
    words = (TEMPLATES / f"{template}.toml").read_bytes()
    (tmp_path / "office.toml").write_bytes(words)
    preview(kind, load_office(tmp_path), 384, tmp_path / "paper.png")
    assert (tmp_path / "paper.png").stat().st_size > 1000


def test_a_folder_that_is_not_there_is_an_error_of_the_system(
    office: Office, tmp_path: Path
) -> None:
    with pytest.raises(FileNotFoundError):
        preview("ticket", office, 384, tmp_path / "missing" / "paper.png")


def test_another_kind_is_not_known(office: Office, tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        preview("poster", office, 384, tmp_path / "paper.png")
