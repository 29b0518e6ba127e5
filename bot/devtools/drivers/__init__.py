"""Talks over a vendor's channel: the real adapter, real HTTP, and a driver that plays the vendor and its people."""
