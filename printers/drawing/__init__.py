"""How a paper looks, as dots, as bytes, as a picture."""
