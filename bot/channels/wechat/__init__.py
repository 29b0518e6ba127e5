"""公众号, a service account of WeChat."""
