"""Engine.IO and Socket.IO as their libraries have them, kept from what a client may do to them.

Each fault of a library that is mended here is named where it is mended, with its thread or the
line of the version in `requirements.txt`. A library that mends it makes that place superfluous.
"""
