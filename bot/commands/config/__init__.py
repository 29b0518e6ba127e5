"""设置 / settings."""
