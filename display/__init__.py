"""The lobby screens: who is called, and the steps of the services."""
