"""The consignment desk: goods in, goods out."""
