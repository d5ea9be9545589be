"""The pages that visitors open on their telephones, and the interfaces beside them."""
