"""Messages in and out, without git: secrets, tokens, addresses, what a message is made of, how it is handed over."""
