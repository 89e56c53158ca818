"""Things for tests, made as people make them: by the services."""
