"""`python -m roundtrip_flask` runs the host.

Everything that waits must wait as gevent does, so that a program that sleeps holds nobody up. So
Python's own modules are replaced before anything uses them.
"""

from gevent import monkey

monkey.patch_all()

import os
import sys

from .host.main import main

code = main(sys.argv[1:])
sys.stdout.flush()
sys.stderr.flush()
# A thread that still waits for standard input would hold up the usual end.
os._exit(code)
