"""What docs/performance.md says above its tables: what was measured, how, and what was aimed at."""

HEAD = """# Performance

Measured by `make bench` on {day}. Every figure is of this one run; the machine may have had other work beside it.

"""
INDEX = """
Read from the database, analysed and written by one process while search would go on. Aim: at least {rate:,} documents
a second. *Compared*: how long the nightly comparison of index and database takes.
"""
SEARCH = """
The *floor* is the least that an answer needs: the prebuilt, trimmed question to the index for twenty hits in order,
their number and the facets. The *whole answer* is what `search()` gives: hits, count, facets, each hit checked once
more against the database, and snippets cut from it. Both take turns on the same questions: *normal* are sixty as
people type them (words, phrases, beginnings, rare words), the rest are twelve of each kind that is dear. Resolving
the viewer happens once a request and is apart. Aim: at most {floor} × the floor.
"""
HIDDEN = """
A viewer with 50 cases asks in turns for a word that stands in many documents that they may not see, for one that
stands in a single such document, and for two words that stand nowhere. Medians of the whole, empty answer. How far
the two words that are nowhere lie apart is noise.
"""
WEB = """
Over HTTP, signed in, from gunicorn with two processes of one thread as in `make demo`: everything between sending the
question and having the whole page, in turns with a bare view of the same server (signed in, 2 kB, same middleware).
Aim: the 95th percentile at most {http} × the median of the bare view.
"""
MEMORY = """
Each process of that web server after all these searches: what is in memory for it, files of the index that it reads
included, and what is its own alone. Aim: at most {memory} MB in memory.
"""
FRESH = """
From the commit of a changed report until a search by a reader with 50 cases finds it, while so many reports a second
are changed for half a minute and `casustafel worker` runs beside it. Measured from outside, by asking again. Aim:
within {found:.0f} s for 95 of 100.
"""
COMPARED = """
The searches that come with Wagtail and with PostgreSQL, trimmed to what the same viewers may see by the same rule, on
the same reports: how many, the twenty first, and how many in each municipality. They know no snippets, and other
forms of words. *Found* is over all questions together, so figures differ. Where a search took over a minute it was
asked fewer.
"""
PAGES = """
A *bare view* is a logged-in view that returns 2 kB through the same middleware, in turns with the page, same run and
process. Its queries are those of signing in, resolving the viewer and the access log; they are part of the page's.
The number of queries of a page may not grow with what is on it. Aim: the first screen of a crowded case within {bare}
× the bare view.
"""
WORD = """
The biggest papers that are expected, imported as a project leader does: read in the limited child process, understood
and saved as a draft. Aim: under ten seconds. The page is that on which the draft is made.
"""
