"""Search by meaning: vectors of passages beside the words, where an embedder is configured."""
