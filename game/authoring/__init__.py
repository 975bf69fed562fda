"""The designer's tools: checks, schemas and studies of scenarios; players need none of it."""
