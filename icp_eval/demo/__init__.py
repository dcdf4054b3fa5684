"""The demo programme: fictional documents, readings and reviews of the sixteen Pilots."""
