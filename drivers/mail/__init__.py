"""Letters by e-mail: kept until a server took them, then forgotten with their address."""
