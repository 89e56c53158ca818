"""Many documents as rows of a spreadsheet, both ways.

`columns` says what there is, `writing` makes the template and fills it, `reading` takes rows apart,
`planning` says what would become of them without doing it; `services.take_sheet` does it.
"""
