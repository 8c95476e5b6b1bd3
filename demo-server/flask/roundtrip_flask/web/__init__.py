"""What serves HTTP and WebSocket, whatever is asked."""
