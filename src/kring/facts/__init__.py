"""What was observed: table declarations, the warehouse that keeps them and the engine that computes over them."""
