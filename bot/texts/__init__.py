"""Short messages with one-time codes, after the commit that asked for them: by the vendor of `[sms]`, or on the screen."""
