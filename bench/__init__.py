"""What is measured, and against what: collections of any size, the same site without this plugin, the command."""
