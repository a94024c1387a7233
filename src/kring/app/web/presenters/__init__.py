"""What pages show, made from profiles, reach and plans: plain values a template only has to lay out."""
