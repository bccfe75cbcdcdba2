"""What does this Word file say? Bytes in, neutral blocks out, with everything that was left out listed."""

from documents.word.attached import without_attached
from documents.word.blocks import WordDocument
from documents.word.body import BodyReader, texts_beside
from documents.word.front_matter import take_off_front
from documents.word.headings import classified
from documents.word.ledger import written_in
from documents.word.limits import LONGEST_NAME
from documents.word.package import open_package
from documents.word.remarks import remark


def read_document(data: bytes) -> WordDocument:
    """Raises WordRefused. For files of strangers use `untrusted.read_untrusted`, which does this in a child process."""
    package = open_package(data)
    body = BodyReader(package)
    front = take_off_front(body.raws, property_title=package.title)
    remarks = list(body.remarks)
    if not front.title:
        remarks.append(remark("no_title"))
    blocks, attached = without_attached(tuple(classified(front.rest)))
    return WordDocument(
        title=front.title[:LONGEST_NAME],
        blocks=blocks,
        skipped=(*front.skipped, *body.skipped, *attached, *texts_beside(package)),
        remarks=tuple(remarks),
        source=tuple(text for root in (package.document, *package.asides) for text in written_in(root)),
    )
