"""The documents that follow from the code are those that the code draws today."""

from tools import draw_docs


def test_documents_when_drawn_again_then_none_differs():
    assert draw_docs.main(check=True) == [], "run make docs"


def test_document_when_out_of_date_then_named_and_left_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(draw_docs, "DOCS", tmp_path)
    (tmp_path / "law.md").write_text("yesterday's law")
    assert "law.md" in draw_docs.main(check=True)
    assert (tmp_path / "law.md").read_text() == "yesterday's law"


def test_document_when_drawn_then_current(tmp_path, monkeypatch):
    monkeypatch.setattr(draw_docs, "DOCS", tmp_path)
    assert "states/orders.md" in draw_docs.main()
    assert draw_docs.main(check=True) == []
