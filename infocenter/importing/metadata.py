"""What a row says about a document, whatever its author called the columns."""

import re
import unicodedata
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from infocenter.states import DocumentType, Licence
from portal import languages

_NAMES = {
    "file": ("file", "filename", "filepath", "attachment", "ficheiro", "arquivo", "文件", "檔案",
             "档案", "附件", "path"),
    "title": ("title", "titulo", "name", "標題", "标题", "題目", "名稱", "名称"),
    "summary": ("summary", "abstract", "description", "resumo", "descricao", "摘要", "簡介",
                "简介"),
    "body": ("body", "markdown", "corpo"),
    "text": ("text", "content", "fulltext", "texto", "正文", "內容", "内容", "全文"),
    "language": ("language", "lang", "locale", "lingua", "idioma", "語言", "语言"),
    "date": ("date", "issuedate", "issued", "published", "publicationdate", "data", "日期",
             "發佈日期", "发布日期"),
    "effective": ("effectivedate", "effective", "inforce", "生效日期"),
    "type": ("type", "doctype", "documenttype", "tipo", "類型", "类型", "文種"),
    "category": ("category", "categories", "section", "類別", "类别"),
    "topics": ("topics", "topic", "tags", "subjects", "keywords", "temas", "主題", "主题"),
    "number": ("number", "docnumber", "documentnumber", "reference", "numero", "文號", "文号",
               "編號", "编号"),
    "id": ("id", "identifier", "key"),
    "licence": ("licence", "license", "licenca", "授權", "许可"),
    "source": ("source", "origin", "fonte", "來源", "来源"),
    "publisher": ("department", "publisher", "author", "departamento", "部門", "部门"),
    "url": ("url", "link", "sourceurl", "address", "網址", "网址"),
    "sha256": ("sha256", "hash", "checksum"),
}  # fmt: skip
_FIELDS = {
    name: (field, rank) for field, names in _NAMES.items() for rank, name in enumerate(names)
}
_SUFFIXED = ("title", "summary", "body", "text")

_TYPES = (  # the first that is named in what is said
    (DocumentType.LAW, "law|act|code|lei|codigo|法律|法典"),
    (DocumentType.REGULATION, "regulation|rules|decreto|decreto-lei|regulamento|portaria|命令"
                              "|法规|法規|条例|條例|规章|規章|司法解释|regulamentacao"),
    (DocumentType.CIRCULAR, "circular|circulars|通函|傳閱|despacho"),
    (DocumentType.GUIDE, "guide|guides|guidance|manual|guia|guias|resources|指引|指南|手冊|手册"),
    (DocumentType.FORM, "form|forms|formulario|impresso|表格|申請表"),
    (DocumentType.REPORT, "report|reports|relatorio|報告|报告"),
    (DocumentType.STATISTICS, "statistics|estatistica|estatisticas|統計|统计"),
    (DocumentType.PLAN, "plan|programme|plano|programa|計劃|计划|規劃"),
    (DocumentType.BUDGET, "budget|orcamento|預算|预算"),
    (DocumentType.MINUTES, "minutes|ata|acta|會議紀錄|会议记录"),
    (DocumentType.TENDER, "tender|concurso|招標|招标"),
    (DocumentType.DATASET, "dataset|data|dados|數據|数据"),
    (DocumentType.NOTICE, "notice|news|announcement|aviso|edital|公告|通告|通知"),
)  # fmt: skip
_DATES = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ].*)?"),
    re.compile(r"(?P<y>\d{4})[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"),
    re.compile(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*[日號号]?"),
)
_UNSEEN = re.compile(r"[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """A text that every database takes: one kind of line end, no control or broken characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    return _UNSEEN.sub("", text)


def known(row: dict) -> dict:
    """The cells that mean something here, under our names: texts, or lists of texts."""
    found: dict[str, tuple[int, object]] = {}
    for column, value in row.items():
        name, rank = _field(str(column))
        value = _value(value)
        if name and value and (name not in found or rank < found[name][0]):
            found[name] = rank, value
    return {name: value for name, (_rank, value) in found.items()}


def _field(column: str) -> tuple[str | None, int]:
    """Our name for a column, and how sure it is (0: surest). `title_pt` is `title:pt`."""
    plain = _plain(column)
    if plain in _FIELDS:
        return _FIELDS[plain]
    stem, separator, tag = re.sub(r"[:.\- ]", "_", column.strip().lower()).partition("_")
    language = languages.from_tag(tag.replace("_", "-")) if separator else None
    if language and _FIELDS.get(stem, ("",))[0] in _SUFFIXED:
        return f"{_FIELDS[stem][0]}:{language}", 0
    return None, 0


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.lower())
    return re.sub(r"[\W_]", "", "".join(c for c in folded if not unicodedata.combining(c)))


def _value(value) -> str | list[str]:
    if isinstance(value, list):
        return [text for each in value if isinstance(each, str | int) and (text := _line(each))]
    return _line(value)


def _line(value) -> str:
    if value is None or isinstance(value, bool | dict):
        return ""
    return clean(str(value)).strip()


def text_of(said: dict, *names: str) -> str:
    """The first of these that is said, as one text."""
    for name in names:
        value = said.get(name)
        if value:
            return "; ".join(value) if isinstance(value, list) else value
    return ""


def list_of(said: dict, name: str) -> list[str]:
    """What is said as a list: given as one, or parted by semicolons or commas."""
    value = said.get(name) or []
    if isinstance(value, list):
        return value
    return [each for part in re.split(r"[;,、|]", value) if (each := part.strip())]


def language_of(said: dict) -> str | None:
    """The language that is said, if it is one of ours."""
    return languages.from_tag(text_of(said, "language")) if said.get("language") else None


def date_of(text: str) -> date | None:
    """A date as people write it; None if it is none."""
    for pattern in _DATES:
        match = pattern.fullmatch(text.strip())
        if match:
            try:
                return date(*(int(match[part]) for part in "ymd"))
            except ValueError:
                return None
    return None


def type_of(said: dict) -> str:
    """Our type for what is said as type or category; a dataset's or a law's own word counts too."""
    for name in ("type", "category"):
        words = text_of(said, name)
        if not words:
            continue
        if words.lower() in DocumentType:
            return words.lower()
        folded = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode()
        latin = set(re.findall(r"[a-z-]+", folded))
        for kind, alternatives in _TYPES:
            for word in alternatives.split("|"):
                if word in latin or (not word.isascii() and word in words):
                    return kind
    return DocumentType.OTHER


def licence_of(text: str) -> str:
    """Our licence for what is said; whatever we don't know stays reserved."""
    plain = _plain(text)
    if not plain or plain.startswith(("ccby40", "ccby4", "creativecommonsattribution4")):
        return Licence.CC_BY
    if plain in ("ccby", "ccbyinternational"):
        return Licence.CC_BY
    if plain.startswith("cc0"):
        return Licence.CC0
    if "publicdomain" in plain or "dominiopublico" in plain or "公有領域" in text:
        return Licence.PUBLIC_DOMAIN
    return Licence.ALL_RIGHTS


def url_of(text: str) -> str:
    """An address of the web, or nothing."""
    try:
        URLValidator(schemes=["http", "https"])(text)
    except ValidationError:
        return ""
    return text if len(text) <= 500 else ""
