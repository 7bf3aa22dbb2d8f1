"""What all tests share, whatever started them and however busy the machine is."""

import signal

from hypothesis import settings

# Laws are tried on examples without a clock.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# A shell's background and nohup have these ignored, and every process that a test starts would ignore them too.
signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGHUP"):
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
