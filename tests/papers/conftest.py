"""What the tests of papers share: one font cache, and the programs that read PDF back."""

from pathlib import Path

import pytest

from eorder.papers.render import render
from tests.papers import paper_samples as samples
from tests.pdf_tools import run_tool


@pytest.fixture(scope="session")
def fonts(tmp_path_factory):
    return tmp_path_factory.mktemp("papers")


@pytest.fixture(params=samples.ALL, ids=lambda paper: paper.kind)
def paper(request):
    return request.param


@pytest.fixture
def printed(fonts, tmp_path):
    def write(paper) -> Path:
        path = tmp_path / f"{paper.kind}.pdf"
        path.write_bytes(render(paper, cache=fonts))
        return path

    return write


@pytest.fixture
def tool():
    return run_tool
