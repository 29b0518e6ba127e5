"""Each refusal of a deed, brought about through the talk: its words, and nothing kept."""
