"""假平台，在本机试用渠道 / fake vendors, to try a channel on this machine."""
