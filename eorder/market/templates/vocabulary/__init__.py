"""What templates share: units of sale, attributes, curation criteria."""
