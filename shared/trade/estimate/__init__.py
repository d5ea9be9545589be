"""How long a person will wait: learnt from what happened, said as a range."""
