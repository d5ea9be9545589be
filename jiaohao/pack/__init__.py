"""One folder that an office copies to its share, and from which stations start."""
