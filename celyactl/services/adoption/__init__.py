"""The parts of `adopt`: what an edit of a ticket by hand means as entries, or why it means nothing."""
