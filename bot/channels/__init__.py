"""One folder a channel, found by its `settings.py`; `contract` says what each keeps to."""
