"""导出 / export."""
