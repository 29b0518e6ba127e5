"""数据钥匙 / the keys that seal the data."""
