"""What the sources of Meta share: how their graph is asked, what its errors mean, and how media become posts."""
