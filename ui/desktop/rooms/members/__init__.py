"""The members: who they are, their contracts, how they stand."""
