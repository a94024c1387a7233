"""WooCommerce's orders, as its REST interface (wc/v3) gives them and as its own and its plugins' files hold them."""
