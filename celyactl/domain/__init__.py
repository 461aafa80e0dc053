"""The rules of the desk, pure: no file, no clock, no network; time is an argument and arithmetic is in UTC."""
