"""What JavaScript imports: it puts the stand-ins in place before anything needs them."""

from .stand_ins import install

install()

from ..tap.tasks import carry_scopes_to_threads  # noqa: E402
from .host import TabHost  # noqa: E402

carry_scopes_to_threads()

#: The host of this worker.
host = TabHost()
