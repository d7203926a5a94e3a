"""Import of a roster: what a file says, what would come of it, what came of it, and back again.

`fields` (columns, shared with the export) -> `cleaning` (one row) -> `world` (what is known) ->
`people`, `service_periods` (whom and which appointment a row means) -> `planning` (every row) ->
`writing`. `roster` is the kind that `naio_portal.imports` runs through its steps.
"""
