"""How dots become cells: what public screens draw with."""
