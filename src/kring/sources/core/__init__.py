"""What every source shares: how it declares itself, what its policy allows, and how its pages come in without loss."""
