"""Photos for tests: plain ones of a colour, one that a product shows, and valid calls of the acts on them."""

import io

from PIL import Image

from eorder.foundation.ids import new_command
from eorder.market.photos.actions.add_photo import add_photo
from eorder.market.photos.actions.keep_picture import keep_picture
from eorder.market.photos.actions.show_pictures import Showing
from eorder.market.photos.queries import photos_of
from eorder.records.documents.intake import Upload, check_photo
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


class PhotoCases:
    """A valid call of each act on photos, and what makes it another one; for `tests.factories.commands`."""

    def _photo(self, *colours):
        seller = self.city.sellers["other"]
        product = next(iter(seller.products.values()))
        shown = [
            add_photo(
                product_id=product, upload=plain_photo(colour), alt="", by=seller.actor, at=at(10),
                command=new_command(),
            )
            for colour in colours
        ]  # fmt: skip
        return product, shown, {"by": seller.actor, "at": at(10)}

    def photo_add(self):
        product, _, call = self._photo()
        facts = {"product_id": product, "upload": plain_photo("teal"), "alt": "Tampak depan"}
        return {**facts, **call}, {"alt": "Tampak samping"}

    def photo_remove(self):
        _, (first, second), call = self._photo("navy", "olive")
        return {"photo_id": second, **call}, {"photo_id": first}

    def photo_put_first(self):
        _, (first, second), call = self._photo("maroon", "purple")
        return {"photo_id": second, **call}, {"photo_id": first}

    def photo_show(self):
        product = [*self.city.sellers["other"].products.values()][-1]  # one that no other case gives a photo
        picture = keep_picture(check_photo(plain_photo("silver")))
        shown = (Showing(product, picture, "Tampak depan"),)
        return self.by_installer({"showings": ()}, showings=shown)
