"""Photos of products: up to eight, in an order; taken away they stay in history, and hostile ones change nothing."""

import io

import pytest
from django.db import IntegrityError, transaction
from PIL import Image

from eorder.foundation.errors import ConflictError, InvalidFormError, NotAllowedError, NotFoundError
from eorder.foundation.ids import new_command
from eorder.market.catalogue.actions.delist_product import delist_product
from eorder.market.photos.actions.add_photo import add_photo
from eorder.market.photos.actions.put_photo_first import put_photo_first
from eorder.market.photos.actions.remove_photo import remove_photo
from eorder.market.photos.limits import MOST_PHOTOS
from eorder.market.photos.models import Photo, Picture
from eorder.market.photos.queries import first_photos, is_photo, photos_of
from eorder.records.documents.intake import InvalidFileError, check_photo
from eorder.records.documents.store import get
from eorder.records.journal.models import Event
from tests.factories.cast import at, open_city
from tests.factories.photos import plain_photo
from tests.records.hostile import picture_files

COLOURS = ("navy", "teal", "olive", "maroon", "purple", "gray", "green", "blue")


@pytest.fixture
def sellers(db):
    return open_city(("A", "B")).sellers


@pytest.fixture
def seller(sellers):
    return sellers["A"]


@pytest.fixture
def product(seller):
    return next(iter(seller.products.values()))


def add(seller, product, upload, alt=""):
    return add_photo(
        product_id=product, upload=upload, alt=alt, by=seller.actor, at=at(10), command=new_command()
    )


def album(seller, product, count):
    return [add(seller, product, plain_photo(colour), colour) for colour in COLOURS[:count]]


def move(action, seller, photo):
    return action(photo_id=photo, by=seller.actor, at=at(11), command=new_command())


def words(product):
    return [each.alt for each in photos_of(product)]


def test_photo_when_added_then_shown_in_three_sizes_and_the_list_takes_the_first(seller, product):
    add(seller, product, plain_photo("teal", (2000, 1500)), "Tampak depan")
    add(seller, product, plain_photo("navy"))
    first, second = photos_of(product)
    assert [(each.width, each.height) for each in first.sizes] == [(320, 240), (640, 480), (1280, 960)]
    assert [(each.width, each.height) for each in second.sizes] == [(320, 240), (640, 480)]
    assert (first.alt, second.alt) == ("Tampak depan", "Nasi kotak ayam bakar")
    assert first_photos([product]) == {product: first}
    for size in first.sizes:
        with Image.open(io.BytesIO(get(size.sha256))) as drawn:
            assert (drawn.format, drawn.size) == ("WEBP", (size.width, size.height))
    assert is_photo(second.sizes[0].sha256)
    assert not is_photo("0" * 64)


def test_photo_when_sent_twice_then_added_once(seller, product):
    command, upload = new_command(), plain_photo("teal")
    first, again = (
        add_photo(product_id=product, upload=upload, alt="", by=seller.actor, at=at(10), command=command)
        for _ in range(2)
    )
    assert first == again
    assert len(photos_of(product)) == 1


def test_photo_when_put_first_then_the_others_move_down(seller, product):
    photos = album(seller, product, 4)
    move(put_photo_first, seller, photos[2])
    assert words(product) == ["olive", "navy", "teal", "maroon"]
    move(put_photo_first, seller, photos[2])
    assert words(product) == ["olive", "navy", "teal", "maroon"]


def test_photo_when_removed_then_others_move_up_and_the_journal_keeps_it(seller, product):
    photos = album(seller, product, 3)
    move(remove_photo, seller, photos[0])
    assert words(product) == ["teal", "olive"]
    gone = Photo.objects.get(id=photos[0])
    assert (gone.position, get(gone.picture_id)[:4]) == (None, b"RIFF")
    last = Event.objects.filter(subject_id=product).latest("seq")
    assert (last.name, gone.picture_id in last.public, "navy" in last.public) == (
        "product.photo_removed",
        True,
        True,
    )
    with pytest.raises(NotFoundError, match="sudah dikeluarkan"):
        move(remove_photo, seller, photos[0])
    add(seller, product, plain_photo("navy"), "lagi")
    assert words(product) == ["teal", "olive", "lagi"]


def test_photo_when_eight_are_there_then_a_ninth_is_refused(seller, product):
    album(seller, product, MOST_PHOTOS)
    with pytest.raises(NotAllowedError, match="sudah punya delapan foto") as refusal:
        add(seller, product, plain_photo("white"))
    assert (refusal.value.code, len(photos_of(product))) == ("too_many_photos", MOST_PHOTOS)


def test_photo_when_the_product_shows_it_already_then_refused(seller, product):
    album(seller, product, 1)
    with pytest.raises(ConflictError, match="sudah ada") as refusal, transaction.atomic():
        add(seller, product, plain_photo("navy"))
    assert refusal.value.code == "photo_known"


def test_picture_when_two_products_show_it_then_kept_once(seller):
    first, second = list(seller.products.values())[:2]
    add(seller, first, plain_photo("navy"))
    add(seller, second, plain_photo("navy"))
    assert Picture.objects.count() == 1
    assert set(first_photos([first, second])) == {first, second}


def test_photo_when_asked_by_another_seller_or_off_sale_then_refused(sellers, seller, product):
    other = sellers["B"]
    [photo] = album(seller, product, 1)
    for act in (put_photo_first, remove_photo):
        with pytest.raises(NotFoundError):
            move(act, other, photo)
    with pytest.raises(NotFoundError):
        add(other, product, plain_photo("teal"))
    delist_product(product_id=product, reason="Habis.", by=seller.actor, at=at(11), command=new_command())
    with pytest.raises(NotAllowedError, match="tidak dijual lagi"):
        move(remove_photo, seller, photo)
    assert words(product) == ["navy"]


def test_photo_when_its_words_are_too_long_then_refused(seller, product):
    with pytest.raises(InvalidFormError):
        add(seller, product, plain_photo("teal"), "a" * 161)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE photos_photo SET position = 9",
        "UPDATE photos_photo SET position = 0",
        "UPDATE photos_photo SET position = 1",
        "UPDATE photos_rendition SET width = 1",
        "DELETE FROM photos_picture",
    ],
)
def test_photos_when_changed_behind_the_acts_then_the_database_refuses(seller, product, statement):
    from django.db import DatabaseError, connection

    album(seller, product, 2)
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


SENTENCES = {
    "kind": "bukan JPEG atau PNG",
    "double": "juga berisi berkas lain",
    "pixels": "terlalu besar (",
    "unreadable": "tidak dapat dibaca",
    "heavy": "terlalu rumit",
    "small": "terlalu kecil (",
    "shape": "terlalu panjang (",
    "empty": "kosong",
    "large": "lebih besar dari 5 MB",
}
PNG, JPEG = plain_photo("teal").content, plain_photo("teal", kind="JPEG").content
HOSTILE = {
    "SVG with a script": (picture_files.SVG % b"", "kind"),
    "zip": (picture_files.zipped(1), "kind"),
    "GIF": (picture_files.picture("GIF", (640, 480)), "kind"),
    "60,000 x 60,000 points": (picture_files.huge(60_000), "pixels"),
    "65,535 x 65,535 points": (picture_files.of_nothing(65_535, 65_535, "JPEG"), "pixels"),
    "JPEG and archive": (JPEG + picture_files.zipped(1), "double"),
    "PNG and page": (PNG + b"<html>" + picture_files.SCRIPT, "double"),
    "JPEG with a page in its comment": (
        plain_photo("teal", kind="JPEG", comment=picture_files.SCRIPT).content,
        "double",
    ),
    "JPEG with PHP": (plain_photo("teal", kind="JPEG", comment=b"<?php system('id');").content, "double"),
    "JPEG with an SVG": (JPEG + picture_files.SVG % b"", "double"),
    "PDF near the head": (
        plain_photo("teal", kind="JPEG", comment=b"%PDF-1.7").content,
        "double",
    ),
    "head alone": (picture_files.PNG, "unreadable"),
    "cut short": (PNG[:200], "unreadable"),
    "a dot": (plain_photo("teal", (1, 1)).content, "small"),
    "a stripe": (plain_photo("teal", (4000, 30)).content, "shape"),
    "nothing": (b"", "empty"),
    "5 MB and a byte": (PNG.ljust(5_000_001, b"\0"), "large"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_photo_when_hostile_then_a_sentence_and_nothing_changes(seller, product, name):
    content, word = HOSTILE[name]
    with (
        pytest.raises(InvalidFileError, match=SENTENCES[word].replace("(", r"\(")) as refusal,
        transaction.atomic(),
    ):
        add(seller, product, type(plain_photo("red"))("foto.jpg", content))
    assert (refusal.value.code, refusal.value.status) == ("invalid_file", 422)
    assert (photos_of(product), Picture.objects.count()) == ([], 0)
    assert not Event.objects.filter(name="product.photo_added").exists()


@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "LA", "1", "I;16"])
def test_photo_when_as_large_as_allowed_in_any_form_then_drawn_in_bounds(mode):
    from eorder.records.documents.apart import HELPER

    sizes = check_photo(type(plain_photo("red"))("besar.png", picture_files.largest(mode)))
    assert [each.width for each in sizes] == [320, 640, 1280]
    assert HELPER.kilobytes <= 256 * 1024
    assert HELPER.milliseconds <= 5_000


def test_photo_when_it_is_noise_then_the_list_still_takes_60_kb():
    noise = Image.effect_noise((1600, 1200), 90)
    coloured = Image.merge("RGB", (noise, noise.rotate(90), noise.rotate(180)))
    out = io.BytesIO()
    coloured.save(out, "JPEG", quality=95)
    sizes = check_photo(type(plain_photo("red"))("derau.jpg", out.getvalue()))
    most = (60_000, 150_000, 400_000)
    assert all(len(each.content) <= limit for each, limit in zip(sizes, most, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_photo_when_it_says_where_it_was_taken_then_nothing_of_that_is_kept(kind):
    told = Image.Exif()
    told[0x010E], told[0x8825] = "RAHASIA", {1: "S", 2: (6.0, 10.0, 30.0)}
    sizes = check_photo(plain_photo("teal", kind=kind, exif=told, icc_profile=b"RAHASIA" * 40))
    for each in sizes:
        assert b"RAHASIA" not in each.content
        assert not {b"EXIF", b"XMP ", b"ICCP"} & {each.content[place : place + 4] for place in range(12, 40)}
        with Image.open(io.BytesIO(each.content)) as drawn:
            assert (dict(drawn.getexif()), drawn.info.get("icc_profile")) == ({}, None)


def test_photo_when_taken_sideways_then_stands_upright_and_sees_through_to_white():
    sideways = Image.Exif()
    sideways[0x0112] = 6
    sizes = check_photo(plain_photo("teal", (1600, 1200), "JPEG", exif=sideways))
    assert [(each.width, each.height) for each in sizes] == [(320, 427), (640, 853), (960, 1280)]
    out = io.BytesIO()
    Image.new("RGBA", (400, 300), (0, 0, 0, 0)).save(out, "PNG")
    [clear, _] = check_photo(type(plain_photo("red"))("bening.png", out.getvalue()))
    with Image.open(io.BytesIO(clear.content)) as drawn:
        assert drawn.getpixel((10, 10)) == (255, 255, 255)
