"""The frame around the rooms: navigation, status, banners."""
