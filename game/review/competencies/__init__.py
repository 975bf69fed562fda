"""The ten competencies: from what a seat did to a level with its evidence, one group a module."""
