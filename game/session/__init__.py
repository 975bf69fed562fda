"""One game being played: its log, its seats, saving, loading, rewinding and replaying."""
