"""What a designer writes: models, loading, findings with line and column, catalogues."""
