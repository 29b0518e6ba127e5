"""`yiqi simulate`: a synthetic year and more, driven by the clock, with an application that dies again and again."""
