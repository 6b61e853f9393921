"""The door of the till: who is here."""
