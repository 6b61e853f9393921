"""A throwaway shop to look at the till with: forty fictional members, their goods, three months of sales."""
