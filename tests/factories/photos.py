"""Photos for tests: plain ones of a colour, and one that a product shows."""

import io

from PIL import Image

from eorder.foundation.ids import new_command
from eorder.market.photos.actions.add_photo import add_photo
from eorder.market.photos.queries import photos_of
from eorder.records.documents.intake import Upload
from tests.factories.cast import at


def plain_photo(colour, size=(640, 480), kind="PNG", **how):
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **how)
    return Upload(f"foto.{kind.lower()}", out.getvalue())


def shown_photo(product, seller):
    """The digest of a photo that a seller sent in, in its smallest size."""
    add_photo(
        product_id=product,
        upload=plain_photo("navy"),
        alt="Tampak depan",
        by=seller,
        at=at(10),
        command=new_command(),
    )
    return photos_of(product)[0].sizes[0].sha256
