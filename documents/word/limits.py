"""How big and how odd may an uploaded Word file be before we refuse it?"""

MAX_FILE = 25_000_000
MAX_ENTRIES = 2_000
MAX_UNPACKED = 150_000_000
# lxml needs about five times the size of a part in memory; real covenants stay under 5 MB of XML.
MAX_XML_PART = 25_000_000
# Small parts compress well by nature; above this size a ratio beyond MAX_RATIO is no Word file.
RATIO_MATTERS_FROM = 1_000_000
MAX_RATIO = 150

MAX_CELLS = 20_000
MAX_TABLE_DEPTH = 4
# Word itself allows 63 columns; a bigger span is a trick.
MAX_SPAN = 63

# What a title, the name of a role and a heading between rows can hold; what is longer is listed as left out.
LONGEST_NAME, LONGEST_HEADING = 200, 300

MAX_ANSWER = 8_000_000
