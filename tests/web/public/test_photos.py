"""Photos as pages show them: under addresses that never change, in sizes, with words, and never another file."""

import re

import pytest
from django.test import Client

from eorder.market.catalogue.models import Product
from eorder.market.photos.queries import photos_of
from eorder.records.documents.models import Document
from tests.factories.photos import plain_photo

pytestmark = pytest.mark.usefixtures("demo_city")


@pytest.fixture
def product():
    return Product.objects.get(name="Kertas A4 80 gram")


@pytest.fixture
def seller(sign_in):
    return sign_in("kertas@contoh.example")


def sent(seller, product, **form):
    page = f"/usaha/produk/{product.id}/foto"
    text = seller.get(page).content.decode()
    command = re.findall(r'name="command" value="([^"]+)"', text)[-1]
    return seller.post(page, {"command": command, **form})


def photo_file(colour="teal", size=(1600, 1200)):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("foto.png", plain_photo(colour, size).content, "image/png")


@pytest.fixture
def shown(seller, product):
    assert sent(seller, product, photo=photo_file(), alt="Dua rim di rak").status_code == 303
    return photos_of(product.id)[0]


def test_photo_when_sent_then_on_every_page_of_the_product(shown, product, django_assert_num_queries):
    client = Client()
    address = f"/foto/{shown.sizes[1].sha256}.webp"
    for page in ("/katalog?q=kertas+a4", "/kategori/alat-tulis", f"/produk/{product.id}"):
        text = client.get(page).content.decode()
        [picture] = re.findall(rf'<img src="{address}"[^>]*>', text)
        assert all(f"{each.sha256}.webp {each.width}w" in picture for each in shown.sizes)
        assert 'width="640" height="480"' in picture
        assert ('alt=""' in picture) == ("Dua rim" not in picture)
    compared = client.get(f"/katalog/banding?p={product.id}").content.decode()
    assert address in compared
    own = client.get(f"/produk/{product.id}").content.decode()
    assert f'<link itemprop="image" href="/foto/{shown.sizes[-1].sha256}.webp">' in own
    assert 'itemtype="https://schema.org/Product"' in own
    assert "ditambahkan" in own
    english = client.get(f"/en/produk/{product.id}").content.decode()
    assert f'src="{address}"' in english
    with django_assert_num_queries(7):
        client.get(f"/produk/{product.id}")


def test_photo_when_fetched_then_kept_for_a_year_by_anybody(shown, seller, django_assert_num_queries):
    address = f"/foto/{shown.sizes[0].sha256}.webp"
    for client in (Client(), seller):
        with django_assert_num_queries(1):
            answer = client.get(address)
        assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer["ETag"] == f'"{shown.sizes[0].sha256}"'
        assert answer["Content-Type"] == "image/webp"
        assert "Cookie" not in answer.headers.get("Vary", "")
        again = client.get(address, headers={"if-none-match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert len(answer.content) <= 60_000


def test_photo_when_not_one_then_404(client):
    private = Document.objects.filter(is_public=False).first()
    for digest in (private.sha256, "0" * 64, "x", "A" * 64):
        assert client.get(f"/foto/{digest}.webp").status_code == 404


def test_page_of_product_when_photos_change_then_read_anew(shown, seller, product):
    client, page = Client(), f"/produk/{product.id}"
    before = client.get(page)
    assert client.get(page, headers={"if-none-match": before["ETag"]}).status_code == 304
    assert sent(seller, product, keluarkan=shown.id).status_code == 303
    after = client.get(page, headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    text = after.content.decode()
    assert "dikeluarkan" in text
    assert "<img" not in text
    assert client.get(f"/foto/{shown.sizes[0].sha256}.webp").status_code == 200


def test_photos_when_put_in_order_then_the_first_stands_in_lists(shown, seller, product):
    sent(seller, product, photo=photo_file("navy"), alt="Dari samping")
    second = photos_of(product.id)[1]
    answer = sent(seller, product, utama=second.id)
    assert answer.status_code == 303
    assert "Foto utama diganti." in seller.get(answer["Location"]).content.decode()
    assert second.sizes[0].sha256 in Client().get("/katalog?q=kertas+a4").content.decode()


def test_form_of_photos_when_filled_wrong_then_says_what_to_mend(seller, product):
    nothing = sent(seller, product, alt="a" * 161)
    assert nothing.status_code == 422
    assert "Pilih foto dari ponsel" in nothing.content.decode()
    assert "Paling panjang 160 huruf." in nothing.content.decode()
    assert sent(seller, product, utama="x").status_code == 422
    other = Product.objects.exclude(vendor=product.vendor).first()
    assert seller.get(f"/usaha/produk/{other.id}/foto").status_code == 404


def test_form_when_photo_of_another_product_is_named_then_404(shown, seller, product):
    other = Product.objects.filter(vendor=product.vendor).exclude(id=product.id).first()
    assert sent(seller, other, keluarkan=shown.id).status_code == 404
    assert photos_of(product.id) == [shown]
