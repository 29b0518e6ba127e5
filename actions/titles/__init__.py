"""TITLES: held, warned, suspended, revoked, renewed, left; letters of appointment."""
