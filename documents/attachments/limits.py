"""How much time, memory and text may a stranger's file cost us?"""

# Seconds of the processor. On a busy machine we wait longer than that, but no longer than a web server lets us.
WAIT_SECONDS = 12
PATIENT_WAIT_SECONDS = 25
# Judging a file: when it takes more, the file is refused.
CHECK_SECONDS = 5
# Reading its text: when it takes more, the file is kept and its text is not searchable (or only a part of it).
READ_SECONDS = 5
MEMORY_MB = 200
# Reading once more, when somebody asks for it: the same file may do with more patience.
PATIENT_SECONDS = 20
PATIENT_MEMORY_MB = 400

# What is safely read in that memory; the setting of an operator goes no higher.
MOST_BYTES = 25_000_000
# About 350 pages of print.
MAX_TEXT = 1_000_000
MAX_PARTS = 4_000
LONGEST_HEADING = 200
MAX_PAGES = 5_000
# An ordinary message has a handful of parts, inside each other a few deep.
MAX_MAIL_PARTS = 100
MAX_MAIL_HEADER_LINES = 2_000
MAX_XML_DEPTH = 250
# A camera makes some 50 million dots; more is made to fill the memory of who opens it.
MAX_DOTS = 200_000_000
