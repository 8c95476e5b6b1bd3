"""The host, with limits of a test's own: a JSON object is its first argument."""

from gevent import monkey

monkey.patch_all()

import json
import os
import sys

from roundtrip_flask.contract.limits import Limits
from roundtrip_flask.host.main import main

code = main(sys.argv[2:], Limits(**json.loads(sys.argv[1])))
os._exit(code)
