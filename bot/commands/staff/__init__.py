"""工作人员 / staff of the centre."""
