"""The rooms of the window, one screen each; they show what their presenters say."""
