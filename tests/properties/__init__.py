"""What must hold of every case, over the packaged knowledge as it stands."""
