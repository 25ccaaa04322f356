"""The regular act: what comes next for a record, by whom, with which facts."""

WORD = "Sesuai kebutuhan unit."
NEXT = {
    "placed": "accept", "accepted": "ship", "shipped": "receive", "partly_received": "hand_over",
    "received": "hand_over", "handed_over": "invoice", "invoiced": "verify", "verified": "pay",
}  # fmt: skip
ORDER_TAKERS = {
    **dict.fromkeys(("place", "change", "cancel"), "pp"),
    **dict.fromkeys(("accept", "refuse", "ship", "invoice"), "seller"),
    **dict.fromkeys(("receive", "reject_delivery", "hand_over", "close"), "ppk"),
    **dict.fromkeys(("verify", "pay", "record_tax_proof"), "bendahara"),
    "lapse": "clock",
}
PACKAGE_TAKERS = {
    **dict.fromkeys(("dispose_to_ppk", "recall", "withdraw"), "pa"),
    **dict.fromkeys(("return_to_pa", "prepare", "dispose_to_officer", "finish"), "ppk"),
    **dict.fromkeys(("return_to_ppk", "take_up"), "pp"),
}
PACKAGE_NEXT = {
    "imported": "dispose_to_ppk", "with_ppk": "prepare", "prepared": "dispose_to_officer", "with_officer": "take_up",
}  # fmt: skip


def fresh(city):
    """A word that nothing was named by yet."""
    return f"{len(city.sent):05d}"


def used(city, evidence):
    """A file of the same kind, a photo or a paper, that is evidence already; else the file itself."""
    kind = evidence.split()[0]
    return min((each for each in city.evidence if each.startswith(kind)), default=evidence)


def in_unit(who, unit):
    """The account of an official's twin in a unit."""
    return who if unit == "GBR" else f"{who} {unit}"


def holder(taker, package):
    """The account of whoever holds the package's office, or the first who could."""
    return {"ppk": package.ppk, "pp": package.pp}.get(taker) or in_unit(taker, package.unit)


def taker_of_order(city, order, step):
    """Who regularly takes a step of an order."""
    found = city.orders[order]
    taker = ORDER_TAKERS[step]
    if taker in {"seller", "clock"}:
        return found.seller if taker == "seller" else taker
    return holder(taker, city.packages[found.package])


def facts_of_order(city, order, step):
    """The usual facts of a step: everything is accepted, papers are new."""
    facts, new = {"order": order}, fresh(city)
    if step in {"refuse", "cancel", "reject_delivery"}:
        facts["reason"] = WORD
    if step == "receive":
        lines = city.orders[order].lines
        facts |= {"counts": [(each.quantity - each.accepted - each.rejected, 0) for each in lines]}
    if step in {"receive", "pay", "record_tax_proof"}:
        facts["evidence"] = f"{'foto' if step == 'receive' else 'bukti'} {new}"
    if step == "pay":
        facts["reference"] = f"TRX{new}"
    if step == "record_tax_proof":
        facts["receipt"] = f"NTPN{new:0>12}"
    return facts


def regular(city, order, step):
    """A step of an order as it usually happens: act, account and facts."""
    return f"order.{step}", taker_of_order(city, order, step), facts_of_order(city, order, step)


def next_of(city, order):
    """The regular next act on an order, or None when nothing is left to do."""
    found = city.orders[order]
    step = NEXT.get(found.state)
    if found.state in {"received", "partly_received"} and not any(line.accepted for line in found.lines):
        step = "reject_delivery"
    if found.state == "paid":
        step = "record_tax_proof" if found.withheld and not found.is_proven else "close"
    if step == "verify" and found.meeting and city.meetings[found.meeting].attended is None:
        attended = max(line.accepted for line in found.lines) // 1000
        facts = {
            "meeting": found.meeting,
            "attended": attended,
            "note": "",
            "evidence": f"bukti {fresh(city)}",
        }
        return "meeting.record_attendance", "pptk", facts
    return regular(city, order, step) if step else None
