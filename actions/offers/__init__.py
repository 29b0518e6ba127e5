"""OFFERS: experts are asked for a need, answer, are paired by hand, and give back."""
