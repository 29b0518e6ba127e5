"""Tools of development: fakes of vendors, replays, the sample world, simulations, measurements."""
