"""The nouns and verbs within `celyactl team`, each imported when it is named."""
