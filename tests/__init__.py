"""The suite: modules mirror the package, and `web` holds what browser tests stand on."""
