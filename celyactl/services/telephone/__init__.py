"""A call: whose number it is, what is known of the client, the ticket that is opened at once."""
