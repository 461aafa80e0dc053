"""What is known of a person: erased, kept from coming back, and kept no longer than the desk says."""
