"""The kinds of values that a column may hold. Plain data: child processes know them too."""

TEXT = "text"
INTEGER = "integer"
DECIMAL = "decimal"
DATE = "date"
DATETIME = "datetime"
BOOLEAN = "boolean"

NUMBERS = (INTEGER, DECIMAL)
TIMES = (DATE, DATETIME)

# How the values of a column are written: a kind is followed by one of these where it matters.
POINT, COMMA = "point", "comma"  # what stands before the decimals
YMD, DMY, MDY = "ymd", "dmy", "mdy"  # the order of a date's parts
MONTH = "month"  # a date that says no day
ZONED = "zoned"  # a moment that names its offset: shown in the portal's own time
WRITINGS = {
    DECIMAL: (POINT, COMMA),
    INTEGER: (POINT, COMMA),
    DATE: (YMD, DMY, MDY, MONTH),
    DATETIME: (YMD, DMY, MDY, ZONED),
}
