# Reads what Casebook exports and writes it as JSON; 77 says that the library is not there.
import json, sys
try:
    import bibtexparser
    from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors
    from pylatexenc.latex2text import LatexNodes2Text
except ImportError:
    sys.exit(77)
text = sys.stdin.read()
# Dates and addresses are no TeX.
plain = bibtexparser.parse_string(text)
decoded = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()])
names = bibtexparser.parse_string(text, append_middleware=[SeparateCoAuthors()])
assert not plain.failed_blocks and not decoded.failed_blocks
entries = {entry.key: {field.key: field.value for field in entry.fields} for entry in decoded.entries}
for entry in plain.entries:
    entries[entry.key].update({key: entry[key] for key in ('date', 'url') if key in entry})
for entry in names.entries:
    if 'author' in entry:
        entries[entry.key]['author'] = [LatexNodes2Text().latex_to_text(name) for name in entry['author']]
print(json.dumps(entries))
