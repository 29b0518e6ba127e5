"""Papers and pictures: what leaves Yiqi as a file."""
