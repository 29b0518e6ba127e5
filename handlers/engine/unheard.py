"""A case that nobody of the place may decide: it waits until somebody else is named, and is said to wait."""

NAME_ANOTHER = "请添加一位没有经办过的工作人员，或请上级加入。"
