"""Import of a work plan: objectives, deliverables and milestones from a file, through the steps that every
import takes (`naio_portal.imports`).

`fields` (columns, shared with the export) -> `cleaning` (one row) -> `world` (what is known) -> `differences`
(one thing) -> `planning` (every row) -> `writing`. `work_plan` is the kind.
"""
