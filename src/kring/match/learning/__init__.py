"""Learning from what people decided and what came of it: weights that are proposed, never set by themselves."""
