"""Looking the portal over as inspectors of government sites do, before they come.

Apps register what they can look at in `ready`: `checks.register(...)`, `sections.register(...)`.
"""
