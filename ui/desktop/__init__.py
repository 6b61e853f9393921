"""The till's window: rooms of Qt widgets over presenters that know nothing of Qt."""
