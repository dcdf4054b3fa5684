"""What the pages lay together before they are drawn, and what their forms bring about."""
