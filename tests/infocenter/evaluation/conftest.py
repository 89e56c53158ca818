import json

import pytest


@pytest.fixture
def collection(tmp_path):
    """Writes a small collection into a folder of its own."""

    def write(name="city", **changes):
        folder = tmp_path / name
        folder.mkdir()
        documents = [
            {"id": "a", "title": "預算報告", "text": "二〇二六年度預算的執行。", "lang": "zh-Hant"},
            {"id": "b", "title": "Relatório", "text": "Execução do orçamento.", "lang": "pt"},
            {"id": "c", "title": "Roads", "text": "Works on the roads of the city.", "lang": "en"},
        ]
        files = {
            "docs.jsonl": "".join(json.dumps(each) + "\n" for each in documents),
            "queries.tsv": "1\tzh-Hant\t預算執行\tbody\n2\tpt\torcamento\tbody\n"
            "3\ten\troads\ttitle\n4\ten\tnothing\ttitle\n",
            "qrels.tsv": "1\ta\t2\n1\tb\t1\n2\tb\t1\n3\tc\t1\n4\tc\t0\n",
        }
        for file, text in (files | changes).items():
            (folder / file).write_text(text, encoding="utf-8")
        return folder

    return write
