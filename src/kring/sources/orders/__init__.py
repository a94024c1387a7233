"""Orders as every shop's files tell them: what the goods brought, with which code or link, never who bought them."""
