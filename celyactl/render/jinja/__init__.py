"""Templates: the shipped ones, or those of a desk in their place, which are other people's work and not trusted."""
