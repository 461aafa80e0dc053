"""The parts of installations: chosen, added, updated, replaced; what makers announced of them."""
