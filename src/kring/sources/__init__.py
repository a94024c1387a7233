"""How observations come in: files people have, platforms' own interfaces, shops."""
