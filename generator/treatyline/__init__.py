"""A static timeline website of agreements between states, made from one YAML file per agreement."""

__version__ = "0.1.0"
