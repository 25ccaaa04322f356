"""The front page of an installation where nothing was bought yet."""

import pytest


@pytest.mark.usefixtures("db")
def test_home_when_nothing_was_bought_says_what_will_come(client):
    text = client.get("/").content.decode()

    assert "Belum ada pembelian" in text
    assert "belum ada pembelian yang dibayar" in text
