"""Files that come in: upload, columns, preview of every row, decisions, applied as a whole, undone.

What all imports share. A kind (`kinds.ImportKind`: rosters in `groups`, work plans in `deliverables`) says
which columns there are, what a row comes to and how it is written; nothing here knows a domain. Layers as in
an app: `enums`, `workflow` -> `models` -> `kinds` -> reading (`storing`), asking, `services`, `jobs` ->
`views`, `urls`. `services` and `jobs` are the doors.
"""
