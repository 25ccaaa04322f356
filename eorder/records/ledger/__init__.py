"""Double entry in whole rupiah, with two-phase transfers: pending, posted, voided."""
