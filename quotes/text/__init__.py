"""From characters to tokens, blocks and sentences: what the text is made of, before anybody asks who says it."""
