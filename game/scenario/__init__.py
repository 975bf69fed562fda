"""What a designer writes: models, loading, diagnostics, JSON Schema, catalogues."""
