"""Many photos by one job: found, made in overlapping steps, written down so that nothing is done twice, reported."""
