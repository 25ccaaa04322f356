"""Published files of small allocations, and makers drawn at random."""

import hashlib
import json
from datetime import UTC, datetime

from hypothesis import strategies as st

from eorder.buying.massorders.allocation.beacon import NETWORK
from eorder.buying.massorders.allocation.reading import read_inputs
from eorder.buying.massorders.allocation.sharing import allocate
from eorder.buying.massorders.allocation.terms import Seed
from eorder.buying.massorders.allocation.writing import write_outcome

# A real round of drand's quicknet (15 September 2023), as its documentation and several programs quote it.
ROUND = 657_413
SIGNATURE = "b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be41076862b98fad56e91a6b85b89cd97b"
RANDOMNESS = "fc1873a13f3545aeade8401532ef5519920652eee6b0d2b19ca12643b87b3587"
CLOSES = "2023-09-15T08:00:00Z"


def maker(name, capacity, *, minimum=0, scale="mikro", price=5_500, proven=10**9, owners=None):
    return {
        "id": name, "owners": owners or [f"pemilik-{name}"], "scale": scale, "capacity": capacity,
        "minimum": minimum, "price": price, "proven": proven,
    }  # fmt: skip


def terms(makers, **changed):
    """The inputs of an allocation before they are written."""
    return {
        "rule": "eorder-allocation/1",
        "programme": "PM-CONTOH-1",
        "round": 1,
        "need": 1_000,
        "lot": 10,
        "order": {"ceiling": 50_000_000, "most_per_maker": 2},
        "price": {"floor": 4_000, "ceiling": 6_000},
        "newcomers": {"share_basis_points": 500, "most_lots": 5},
        "proven": {"growth_percent": 150},
        "tiers": [["mikro", "koperasi"], ["kecil"]],
        "draw": {"network": NETWORK, "round": ROUND, "closes_at": CLOSES},
        "makers": makers,
        **changed,
    }


def written(value):
    return json.dumps(value, indent=1).encode()


SEED_FILE = written({"round": ROUND, "signature": SIGNATURE, "randomness": RANDOMNESS})


def seed_of(number=0):
    """The real seed, or the one of another draw; its signature is then made up, which only the beacon's check sees."""
    if not number:
        return Seed(ROUND, SIGNATURE, RANDOMNESS, hashlib.sha256(SEED_FILE).hexdigest())
    signature = number.to_bytes(48, "big")
    return Seed(ROUND, signature.hex(), hashlib.sha256(signature).hexdigest(), "")


def shared(value, number=0):
    """Share what the inputs say; gives the lots of each maker."""
    return {each.maker: each.lots for each in allocate(read_inputs(written(value)), seed_of(number)).shares}


def files_of(value):
    """The three published files."""
    content = written(value)
    inputs = read_inputs(content)
    return content, SEED_FILE, write_outcome(inputs, seed_of(), allocate(inputs, seed_of()))


def moment(text):
    return datetime.fromisoformat(text).astimezone(UTC)


@st.composite
def any_terms(draw):
    """Inputs with few makers of every kind, so that each clause of the rule is met."""
    count = draw(st.integers(1, 9))
    makers = [
        maker(
            f"m{number}",
            draw(st.one_of(st.integers(0, 200), st.just(10**12))),
            minimum=draw(st.one_of(st.integers(0, 60), st.integers(0, 400))),
            scale=draw(st.sampled_from(["mikro", "koperasi", "kecil"])),
            price=draw(st.sampled_from([4_000, 5_500, 6_000])),
            proven=draw(st.one_of(st.none(), st.integers(0, 300), st.just(10**9))),
            owners=draw(st.lists(st.sampled_from([f"p{n}" for n in range(12)]), min_size=1, max_size=2)),
        )
        for number in range(count)
    ]
    return terms(
        makers,
        need=draw(st.integers(1, 900)),
        lot=draw(st.integers(1, 12)),
        order={"ceiling": draw(st.integers(72_000, 900_000)), "most_per_maker": draw(st.integers(1, 3))},
        newcomers={"share_basis_points": draw(st.sampled_from([0, 500, 3_000, 10_000])),
                   "most_lots": draw(st.integers(0, 9))},
    )  # fmt: skip
