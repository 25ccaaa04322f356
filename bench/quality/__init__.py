"""How well the search finds: queries drawn from real texts, judgements made before tuning, and what is measured."""
