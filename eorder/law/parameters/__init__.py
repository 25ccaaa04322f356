"""The pages of the book of law: one TOML file per parameter; `eorder.law.book` reads them."""
