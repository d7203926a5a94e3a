"""Import of a work plan: objectives, deliverables and milestones of a group, and its way back out.

`fields` (columns, shared with the export) -> `cleaning` (one row) -> `world` (what is known) -> `places`
(where a row stands) -> `together` (which row speaks of a thing first) -> `objectives`, `deliverables`,
`milestones` (what a row comes to, by what it speaks of; `owners`, `differences` beside them) -> `planning`
(every row) -> `writing`. `work_plan` is the kind that `naio_portal.imports` runs through its steps.
"""
