"""Procurement packages (RUP) and their disposition to PPK and Pejabat Pengadaan."""
