"""数据库 / the database."""
