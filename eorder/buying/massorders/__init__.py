"""One need spread fairly over thousands of small makers: the rule, its outcome, and what proves it."""
