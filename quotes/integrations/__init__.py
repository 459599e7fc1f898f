"""Bridges to other people's programs, one module each; each stands on an extra and is imported only where it is asked for."""
