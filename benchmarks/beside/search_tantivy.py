"""tantivy, a search engine of the Lucene kind: BM25 over the portal's own tokens."""

from tantivy import Document, Index, Occur, Query, SchemaBuilder

from benchmarks.beside.asking import FOUND


class Search:
    def __init__(self):
        builder = SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        for name in ("title", "body"):
            builder.add_text_field(name, tokenizer_name="whitespace")
        self.schema = builder.build()
        self.index = Index(self.schema)
        self.writer = self.index.writer(heap_size=100_000_000, num_threads=1)

    def add(self, documents):
        for each in documents:
            title, body = " ".join(each["title_tokens"]), " ".join(each["body_tokens"])
            self.writer.add_document(Document(id=each["id"], title=title, body=body))

    def ready(self):
        self.writer.commit()
        self.index.reload()
        self.searcher = self.index.searcher()

    def ask(self, question):
        parts = [
            (Occur.Should, Query.term_query(self.schema, field, token))
            for token in question["tokens"]
            for field in ("title", "body")
        ]
        hits = self.searcher.search(Query.boolean_query(parts), FOUND).hits
        return [self.searcher.doc(address)["id"][0] for _score, address in hits]
