"""What the rooms of the window decide, without Qt: state in, values out."""
