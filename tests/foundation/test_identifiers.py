"""Numbers that name people, businesses, packages, accounts and regions."""

import pytest

from eorder.foundation.errors import InvalidValueError
from eorder.foundation.identifiers import (
    read_account_code,
    read_kbli,
    read_nib,
    read_nik,
    read_nip,
    read_npwp,
    read_nrk,
    read_region_code,
    read_rup_id,
)


@pytest.mark.parametrize(
    ("read", "text", "normalised"),
    [
        (read_nik, "3171011708450001", "3171011708450001"),
        (read_nik, " 3171 0117 0845 0001 ", "3171011708450001"),
        (read_nik, "3171015708450001", "3171015708450001"),  # a woman: day + 40
        (read_nik, "3171017112990001", "3171017112990001"),  # a woman born on the 31st
        (read_nik, "3171012902001234", "3171012902001234"),  # 29 February 2000
        (read_nik, "9201010101900001", "9201010101900001"),  # a province younger than most tables
        (read_npwp, "01.312.166.0-091.000", "0013121660091000"),  # the old 15
        (read_npwp, "0013121660091000", "0013121660091000"),  # a body: "0" and the old 15
        (read_npwp, "3171011708450001", "3171011708450001"),  # a resident: the NIK
        (read_nib, "9120001234567", "9120001234567"),
        (read_kbli, "56210", "56210"),
        (read_nrk, "123456", "123456"),
        (read_nip, "198501012010012001", "198501012010012001"),
        (read_rup_id, " 58010123 ", "58010123"),
        (read_rup_id, "1000", "1000"),
        (read_account_code, "5.1.02.01.01.0052", "5.1.02.01.01.0052"),
        (read_region_code, "31", "31"),
        (read_region_code, "31.71", "31.71"),
        (read_region_code, "31.71.01", "31.71.01"),
        (read_region_code, "31.71.01.1001", "31.71.01.1001"),
    ],
)
def test_read_when_the_number_is_well_formed_then_normalises_it(read, text, normalised):
    assert read(text) == normalised


@pytest.mark.parametrize(
    ("read", "text", "code"),
    [
        (read_nik, "", "invalid_nik_length"),
        (read_nik, "317101170845000", "invalid_nik_length"),
        (read_nik, "31710117084500012", "invalid_nik_length"),
        (read_nik, "317101170845000A", "invalid_nik_length"),
        (read_nik, "٣١٧١٠١١٧٠٨٤٥٠٠٠١", "invalid_nik_length"),
        (read_nik, "3171010008450001", "invalid_nik_date"),
        (read_nik, "3171013208450001", "invalid_nik_date"),
        (read_nik, "3171014008450001", "invalid_nik_date"),
        (read_nik, "3171017208450001", "invalid_nik_date"),
        (read_nik, "3171013102990001", "invalid_nik_date"),
        (read_nik, "3171012902990001", "invalid_nik_date"),
        (read_nik, "3171011713450001", "invalid_nik_date"),
        (read_nik, "3171011708450000", "invalid_nik_serial"),
        (read_npwp, "12345678901234", "invalid_npwp_length"),
        (read_npwp, "01.312.166.0-091.00A", "invalid_npwp_length"),
        (read_npwp, "013121661091000", "invalid_npwp_check_digit"),
        (read_npwp, "0013121661091000", "invalid_npwp_check_digit"),
        (read_npwp, "3171011713450001", "invalid_nik_date"),
        (read_nib, "912000123456", "invalid_nib"),
        (read_nib, "91200012345678", "invalid_nib"),
        (read_kbli, "kbli?", "invalid_kbli"),
        (read_kbli, "5621", "invalid_kbli"),
        (read_nrk, "12345", "invalid_nrk"),
        (read_nip, "19850101201001200", "invalid_nip_length"),
        (read_nip, "198513012010012001", "invalid_nip_date"),
        (read_rup_id, "058010123", "invalid_rup_id"),
        (read_rup_id, "999", "invalid_rup_id"),
        (read_rup_id, "RUP58010123", "invalid_rup_id"),
        (read_account_code, "5.1.2.1.1.52", "invalid_account_code"),
        (read_account_code, "5.1.02.01.01", "invalid_account_code"),
        (read_account_code, "5.1.02.01.01.0052.1", "invalid_account_code"),
        (read_region_code, "3171", "invalid_region_code"),
        (read_region_code, "31.71.01.", "invalid_region_code"),
        (read_region_code, "31.71.01.101", "invalid_region_code"),
    ],
)
def test_read_when_the_number_is_malformed_then_names_the_fault(read, text, code):
    with pytest.raises(InvalidValueError) as refusal:
        read(text)
    assert refusal.value.code == code


def test_read_nik_when_the_district_is_not_among_the_known_then_refuses():
    assert read_nik("3171011708450001", known_districts={"317101"}) == "3171011708450001"
    with pytest.raises(InvalidValueError) as refusal:
        read_nik("3172011708450001", known_districts={"317101"})
    assert refusal.value.code == "unknown_nik_district"


@pytest.mark.parametrize("text", ["3171011713450001", "3171011708450000", "31710117084500012"])
@pytest.mark.parametrize("read", [read_nik, read_npwp])
def test_read_when_a_personal_number_is_refused_then_the_sentence_does_not_repeat_it(read, text):
    with pytest.raises(InvalidValueError) as refusal:
        read(text)
    assert text not in refusal.value.sentence
    assert text[:6] not in refusal.value.sentence
