"""The statements of a search. One index of text and tags finds; the ring of groups, or the prices, give the order.

Up to a thousand hits are compared with one another: by tier, then the first product of every seller before any second,
then by whose turn it is. More are walked round the ring, group by group, from the leg where the page begins; so each
page costs the same. Rows come back as JSON, counts and page together in one row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eorder.market.finding.asking import CHECKED, Filters, Tier, tag
from eorder.market.finding.turns import ROUNDS

Sql = tuple[str, dict[str, Any]]

ALIKE = """
    SELECT asked.word, CASE WHEN NOT EXISTS (SELECT FROM finding_word w WHERE w.word = asked.word)
            AND NOT EXISTS (SELECT FROM finding_word w WHERE w.stem = asked.stem)
        THEN ARRAY(SELECT w.word FROM finding_word w ORDER BY w.word <-> asked.word LIMIT 16) END
    FROM (SELECT word, (ts_lexize('indonesian_stem', word))[1] AS stem FROM unnest(%s::text[]) AS word) AS asked"""

_COLUMNS = """l.product_id, l.vendor_id, l.category_id, l.region_id, l.scale, l.price, l.minimum, l.lead_days,
        l.ring_group, l.grade, l.graded_to, l.is_halal"""
_LOT = "left(encode(sha256(convert_to(concat(%(cycle)s::text, ':', vendor_id), 'UTF8')), 'hex'), 8) COLLATE \"C\""
_CARD = """
    (SELECT jsonb_agg(jsonb_build_object('id', c.product_id, 'name', p.name, 'unit', p.unit, 'minimum', c.minimum,
            'lead_days', c.lead_days, 'price', c.price, 'vendor_id', c.vendor_id, 'vendor__name', v.name,
            'vendor__scale', c.scale, 'vendor__region__name', r.name, 'key', c.key) ORDER BY c.number)
        FROM (SELECT *, row_number() OVER () AS number FROM page) c JOIN catalogue_product p ON p.id = c.product_id
        JOIN vendors_vendor v ON v.id = c.vendor_id JOIN regions_region r ON r.code = c.region_id)"""
_OF_GOVERNMENT = "l.vendor_id IN (SELECT g.id FROM vendors_vendor g WHERE g.government_id = %(government)s)"
_UNDER_NO_SANCTION = """l.vendor_id NOT IN (
    SELECT s.vendor_id FROM sanctions_sanction s WHERE s.starts_at <= %(at)s AND %(at)s < s.ends_at)"""
_CLASSES = 4
"""Classes of a tier, by the share that the words asked for have in the name."""
PROBED, DENSE = 2, 6
"""Groups that are looked into, and how many hits there make a tier one of many."""
_RANKED = "tier, round, place, lot, product_id"


def look(
    tiers: Sequence[Tier], filters: Filters, *, is_priced: bool, is_dear: bool, key: Sequence[str]
) -> Sql:
    """Write the statement that counts, facets and, up to the most that are compared, ranks."""
    values: dict[str, Any] = {}
    conditions = _conditions(tiers, filters, values)
    hits = f"""hit AS MATERIALIZED (
        SELECT {_COLUMNS}, {_tier(tiers)} AS tier FROM finding_listing l WHERE {conditions} LIMIT %(most)s + 1)"""
    asked = _asked(tiers, filters, values)
    return _ranked(asked, hits, values, is_priced=is_priced, is_dear=is_dear, key=key)


def look_alike(tiers: Sequence[Tier], filters: Filters, *, key: Sequence[str]) -> Sql:
    """Write the statement that goes tier by tier as long as all together are not more than are compared.

    A tier that would make them more is left out whole, with those behind it: of none is only a part compared. When
    the first with any hit does, there are more than are compared. `OFFSET 0` keeps the tiers in turn: without it the
    listings may be gone through first, each with all tiers, and the limit cut off what belongs before.
    """
    values: dict[str, Any] = {"words": [tier.words for tier in tiers]}
    limits = _limits(filters, values)
    hits = f"""found AS MATERIALIZED (
        SELECT hit.*, turn.part FROM (
            SELECT part, narrowed[part] AS query, before[part] AS before,
                (%(words)s::int[])[part] AS words
            FROM asked, generate_series(1, {len(tiers)}) AS part OFFSET 0) AS turn
        CROSS JOIN LATERAL (
            SELECT {_COLUMNS}, (turn.part - 1) * {_CLASSES} + {_share("turn.words")} AS tier
            FROM finding_listing l
            WHERE l.words @@ turn.query AND {limits} AND NOT l.words @@ turn.before OFFSET 0) AS hit
        LIMIT %(most)s + 1),
    hit AS MATERIALIZED (
        SELECT * FROM found WHERE (SELECT count(*) FROM found) <= %(most)s
            OR part < (SELECT max(part) FROM found) OR (SELECT min(part) = max(part) FROM found))"""
    asked = _asked(tiers, filters, values)
    return _ranked(asked, hits, values, is_priced=False, is_dear=False, key=key)


def _ranked(
    asked: str, hits: str, values: dict[str, Any], *, is_priced: bool, is_dear: bool, key: Sequence[str]
) -> Sql:
    values["checked"] = CHECKED
    if is_priced:
        way = "DESC" if is_dear else "ASC"
        order, shown = f"price {way}, product_id {way}", "price, product_id"
        behind = _behind_price(key, values, is_dear=is_dear)
    else:
        order, shown = _RANKED, _RANKED
        behind = _behind_rank(key, values)
    text = f"""
    WITH {asked}, {hits},
    size AS (SELECT count(*) AS n FROM hit),
    facet AS (
        SELECT 'kategori' AS kind, h.category_id AS value, c.name, h.n
            FROM (SELECT category_id, count(*) AS n FROM hit GROUP BY 1) h
            JOIN catalogue_category c ON c.code = h.category_id
        UNION ALL SELECT 'kecamatan', h.region_id, r.name, h.n
            FROM (SELECT region_id, count(*) AS n FROM hit GROUP BY 1) h JOIN regions_region r ON r.code = h.region_id
        UNION ALL SELECT 'skala', scale, scale, count(*) FROM hit GROUP BY scale
        UNION ALL SELECT 'mutu', grade, grade, count(*) FROM hit WHERE graded_to > %(at)s GROUP BY grade
        UNION ALL SELECT 'halal', %(checked)s, %(checked)s, count(*) FROM hit WHERE is_halal AND graded_to > %(at)s
            HAVING count(*) > 0),
    ranked AS (
        SELECT *, (%(places)s::smallint[])[ring_group + 1] AS place, {_LOT} AS lot,
            row_number() OVER (PARTITION BY tier, vendor_id ORDER BY product_id) AS round
        FROM hit WHERE (SELECT n FROM size) <= %(most)s),
    page AS (
        SELECT *, jsonb_build_array({shown}) AS key FROM ranked WHERE {behind} ORDER BY {order} LIMIT %(page)s)
    SELECT (SELECT n FROM size), (SELECT jsonb_agg(jsonb_build_array(kind, value, name, n)) FROM facet), {_CARD}"""
    return text, values


def browse_ring(tiers: Sequence[Tier], filters: Filters, ring: Sequence[int], key: Sequence[str]) -> Sql:
    """Write the statement that goes through the tiers in ring order, until the page is full.

    The ring is gone round `ROUNDS` times (`leg_of`): for the first product of every seller, then for all the
    others. A tier of many is walked leg by leg; one of few, whose groups are mostly empty, is
    sorted. A look into the first groups of the ring tells which: the order is the same.
    """
    groups = len(ring)
    values: dict[str, Any] = {"groups": list(ring), "dense": DENSE}
    values["places"] = sorted(range(groups), key=ring.__getitem__)
    values["some"] = " | ".join(tag("g", group) for group in ring[:PROBED])
    values |= {"tier": int(key[0]), "leg": int(key[1])} if key else {"tier": 0, "leg": 0}
    asked, limits = _asked(tiers, filters, values), _limits(filters, values)
    behind = "TRUE"
    if key:
        values |= {"round": int(key[2]), "lot": key[3], "product": key[4]}
        behind = """(turn.tier, leg, round, lot, product_id)
                > (%(tier)s, %(leg)s, %(round)s, %(lot)s, %(product)s::uuid)"""
    of_group = (
        f"turn.query && format('%%L', concat('g:', (%(groups)s::smallint[])[leg %% {groups} + 1]))::tsquery"
    )
    matching = f"{limits} AND NOT l.words @@ turn.before"
    numbered = f"{_LOT} AS lot, row_number() OVER (PARTITION BY vendor_id ORDER BY product_id) AS round"
    text = f"""
    WITH {asked}, page AS (
        SELECT hit.*, jsonb_build_array(turn.tier, leg, round, lot, product_id) AS key
        FROM (
            SELECT *, query = ''::tsquery OR (SELECT count(*) FROM (
                    SELECT FROM finding_listing l WHERE l.words @@ (query && %(some)s::tsquery) AND {limits}
                    LIMIT %(dense)s) AS probed) >= %(dense)s AS is_dense
            FROM (SELECT tier, narrowed[tier + 1] AS query, before[tier + 1] AS before
                FROM asked, generate_series(%(tier)s, {len(tiers) - 1}) AS tier) AS asked_for OFFSET 0) AS turn
        CROSS JOIN LATERAL (
            (SELECT * FROM (
                SELECT found.*, (least(round, {ROUNDS}) - 1) * {groups} + place AS leg FROM (
                    SELECT {_COLUMNS}, (%(places)s::smallint[])[l.ring_group + 1] AS place,
                        {numbered}
                    FROM finding_listing l WHERE NOT turn.is_dense AND l.words @@ turn.query AND {matching}) AS found
                ) AS few
            WHERE {behind} ORDER BY leg, round, lot, product_id LIMIT %(page)s)
            UNION ALL
            (SELECT many.*, leg FROM (
                SELECT leg, {of_group} AS query FROM generate_series(
                    CASE turn.tier WHEN %(tier)s THEN %(leg)s ELSE 0 END, {ROUNDS * groups - 1}) AS leg
                WHERE turn.is_dense OFFSET 0) AS step
            CROSS JOIN LATERAL (
                SELECT * FROM (
                    SELECT {_COLUMNS}, step.leg %% {groups} AS place, {numbered}
                    FROM finding_listing l WHERE l.words @@ step.query AND {matching}) AS found
                WHERE least(round, {ROUNDS}) - 1 = step.leg / {groups}
                ORDER BY round, lot, product_id) AS many
            WHERE {behind} LIMIT %(page)s)) AS hit
        LIMIT %(page)s)
    SELECT 0, NULL, {_CARD}"""
    return text, values


def browse_prices(tiers: Sequence[Tier], filters: Filters, *, is_dear: bool, key: Sequence[str]) -> Sql:
    """Write the statement that goes along the prices until the page is full."""
    values: dict[str, Any] = {}
    way = "DESC" if is_dear else "ASC"
    asked, conditions = _asked(tiers, filters, values), _conditions(tiers, filters, values)
    text = f"""
    WITH {asked}, page AS (
        SELECT {_COLUMNS}, jsonb_build_array(price, product_id) AS key FROM finding_listing l
        WHERE {conditions} AND {_behind_price(key, values, is_dear=is_dear)}
        ORDER BY price {way}, product_id {way} LIMIT %(page)s)
    SELECT 0, NULL, {_CARD}"""
    return text, values


def _asked(tiers: Sequence[Tier], filters: Filters, values: dict[str, Any]) -> str:
    """Write the queries of a search as one row, so that each is read once and not for every hit.

    By tier: `tiers`; `narrowed`, with the filters; `before`, what earlier tiers take. `widest` is the last, narrowed.
    """
    queries = [_query(tier, values, f"t{number}") for number, tier in enumerate(tiers)]
    values["filters"] = filters.tags()
    narrowed = [f"{each} && %(filters)s::tsquery" for each in queries]
    before = ["''::tsquery", *(" || ".join(queries[:number]) for number in range(1, len(queries)))]
    return f"""asked AS MATERIALIZED (
        SELECT ARRAY[{", ".join(queries)}] AS tiers, ARRAY[{", ".join(narrowed)}] AS narrowed,
            ARRAY[{", ".join(before)}] AS before, {narrowed[-1]} AS widest)"""


def _query(tier: Tier, values: dict[str, Any], name: str) -> str:
    """Write the query of a tier; one that asks for nothing is an empty one, which adds nothing to another."""
    values[f"{name}_text"], values[f"{name}_tags"] = tier.text, tier.tags
    return f"(to_tsquery('indonesian', %({name}_text)s) && %({name}_tags)s::tsquery)"


def _conditions(tiers: Sequence[Tier], filters: Filters, values: dict[str, Any]) -> str:
    """Write what every hit fulfils: the widest tier, and the filters."""
    limits = _limits(filters, values)
    if not tiers[-1].text and not filters.tags():
        return limits
    return f"l.words @@ (SELECT widest FROM asked) AND {limits}"


def _limits(filters: Filters, values: dict[str, Any]) -> str:
    """Write the filters by an amount, days or the government, without grades that are over.

    Who may not sell now is left out.
    """
    limits = (
        ("least_price", "l.price >= %(least_price)s", filters.least_price),
        ("most_price", "l.price <= %(most_price)s", filters.most_price),
        ("lead_days", "l.lead_days <= %(lead_days)s", filters.lead_days),
        ("quantity", "l.minimum <= %(quantity)s", filters.quantity),
        ("government", _OF_GOVERNMENT, filters.government),
    )
    values |= {name: value for name, _condition, value in limits if value is not None}
    chosen = [condition for _name, condition, value in limits if value is not None]
    if filters.grades or filters.is_halal:
        chosen.append("l.graded_to > %(at)s")
    return " AND ".join((*chosen, _UNDER_NO_SANCTION))


def _tier(tiers: Sequence[Tier]) -> str:
    """Write the number of the first tier that a hit belongs to, with its class; the last tier takes all the others."""
    numbers = [
        f"{number * _CLASSES} + {_share(str(tier.words))}" if tier.words else str(number * _CLASSES)
        for number, tier in enumerate(tiers)
    ]
    if len(tiers) == 1:
        return numbers[0]
    arms = (
        f"WHEN l.words @@ (SELECT tiers[{number}] FROM asked) THEN {numbers[number - 1]}"
        for number in range(1, len(tiers))
    )
    return f"CASE {' '.join(arms)} ELSE {numbers[-1]} END"


def _share(words: str) -> str:
    """Write which share of the name's words so many are: 0 for at least half, 1 a quarter, 2 an eighth, 3 less."""
    return f"""CASE WHEN {words} = 0 THEN 0 ELSE width_bucket(length(ts_filter(l.words, '{{a}}')),
        ARRAY[2 * {words} + 1, 4 * {words} + 1, 8 * {words} + 1]) END"""


def _behind_rank(key: Sequence[str], values: dict[str, Any]) -> str:
    if not key:
        return "TRUE"
    names = ("tier", "round", "place", "lot", "product")
    values |= {f"key_{name}": part for name, part in zip(names, key, strict=True)}
    return f"""({_RANKED}) > (%(key_tier)s::int, %(key_round)s::int, %(key_place)s::int, %(key_lot)s,
        %(key_product)s::uuid)"""


def _behind_price(key: Sequence[str], values: dict[str, Any], *, is_dear: bool) -> str:
    if not key:
        return "TRUE"
    values |= {"key_price": key[0], "key_product": key[1]}
    return f"(price, product_id) {'<' if is_dear else '>'} (%(key_price)s::bigint, %(key_product)s::uuid)"
