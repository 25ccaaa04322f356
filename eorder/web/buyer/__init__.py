"""Pages of the buying unit: packages, placing, receiving."""
