"""配对的权重 / weights of matching."""
