"""What all tests share: laws are tried on examples without a clock, since a busy machine breaks none of them."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
