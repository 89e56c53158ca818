"""Public documents in the languages of other systems: OAI-PMH, DCAT-AP, CKAN, schema.org."""
