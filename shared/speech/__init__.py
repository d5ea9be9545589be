"""A machine that speaks: sound, players, speech commands, each with its deadline."""
