"""Which set of creators reaches most for the budget, with a proven bound; and one large creator against many small."""
