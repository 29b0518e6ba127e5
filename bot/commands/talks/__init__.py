"""对话总起来看 / talks, taken together."""
