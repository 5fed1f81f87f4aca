"""What is found by its words: the indexes, and the searches in them."""
