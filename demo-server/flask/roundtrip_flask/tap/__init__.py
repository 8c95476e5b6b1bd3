"""The tap: tells of the steps inside a lab's server, with the program unchanged."""
