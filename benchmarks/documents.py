"""The documents that every program under measurement holds: the same in each run, made of words.

Plain Python without anything installed, because the peers' environments read it too.
"""

import hashlib
import html
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

NEWEST = date(2026, 6, 30)
DAYS = 12 * 365  # the documents lie in the twelve years before
LARGE_BYTES = 200_000  # of the files whose download is measured
LARGE_FILES = 10

LANGUAGES = ("zh-hant", "pt", "en", "zh-hans")
TYPES = (
    "law regulation notice circular guide form report statistics plan budget minutes tender"
).split()
TOPICS = (
    "budget health education housing transport environment culture safety business labour "
    "statistics services"
).split()
DEPARTMENTS = "IC PE GM FT HB ED PW TR EN SW CU ST".split()

_WORDS = {
    "zh-hant": (
        "公共 資訊 執行 居民 服務 計劃 年度 報告 部門 申請 程序 規定 管理 工程 道路 交通 巴士 醫療 衛生 "
        "教育 學校 學生 津貼 長者 社會 保障 房屋 土地 環境 空氣 水質 回收 文化 遺產 圖書館 博物館 旅遊 商業 稅務 "
        "牌照 勞工 安全 消防 颱風 緊急 統計 人口 調查 經濟 發展 區域 合作 港口 渡輪 海岸 公園 樹木 公告 招標 "
        "委員會 會議 紀錄 法律 規章 修訂 生效 日期 期限 費用 表格 文件 公開 透明 監督 評估 進度 目標 指標 措施 "
        "改善 諮詢 意見 回覆 投訴 建議 培訓 人員 技術 系統 數據 平台 電子 政務"
    ).split(),
    "zh-hans": (
        "公共 信息 执行 居民 服务 计划 年度 报告 部门 申请 程序 规定 管理 工程 道路 交通 公交 医疗 卫生 "
        "教育 学校 学生 津贴 长者 社会 保障 房屋 土地 环境 空气 水质 回收 文化 遗产 图书馆 博物馆 旅游 商业 税务 "
        "执照 劳工 安全 消防 台风 紧急 统计 人口 调查 经济 发展 区域 合作 港口 渡轮 海岸 公园 树木 公告 招标 "
        "委员会 会议 记录 法律 规章 修订 生效 日期 期限 费用 表格 文件 公开 透明 监督 评估 进度 目标 指标 措施"
    ).split(),
    "pt": (
        "informação pública execução residentes serviço plano anual relatório departamento pedido "
        "procedimento regulamento gestão obras estrada transporte autocarro saúde hospital educação escola aluno "
        "subsídio idosos segurança social habitação terreno ambiente ar água reciclagem cultura "
        "biblioteca museu turismo comércio imposto licença trabalho incêndio tufão emergência estatística "
        "população inquérito economia desenvolvimento região cooperação porto barco costa parque árvore aviso "
        "concurso avaliação comissão reunião acta lei alteração vigor data prazo taxa formulário documento "
        "transparência fiscalização progresso objectivo indicador medida melhoria consulta opinião resposta"
    ).split(),
    "en": (
        "public information implementation residents service plan annual report department application "
        "procedure regulation management works road transport bus health hospital education school student "
        "allowance elderly social security housing land environment air water recycling culture library "
        "museum tourism business tax licence labour safety fire typhoon emergency statistics population survey "
        "economy development region cooperation port ferry coast park tree notice tender evaluation committee "
        "meeting minutes law amendment effective date deadline fee form document transparency supervision "
        "progress target indicator measure improvement consultation opinion reply complaint suggestion training"
    ).split(),
}
_CONNECTIVES = {
    "zh-hant": "的 及 與 和 於 對 按 由".split(),
    "zh-hans": "的 及 与 和 于 对 按 由".split(),
    "pt": "de e da do para com em a".split(),
    "en": "of and the for to in with on".split(),
}
_SYLLABLES = "ba ce di fo gu ha ja ke li mo nu pa ra se ti vo xi za".split()

# What is searched for: the first is in every third document, the second in every hundredth.
COMMON = {"zh-hant": "預算", "pt": "orçamento", "en": "budget", "zh-hans": "预算"}
RARE = {"zh-hant": "評標", "pt": "património", "en": "heritage", "zh-hans": "评标"}


@dataclass(frozen=True)
class File:
    """A file of a document: text, or bytes of no meaning in a large one."""

    name: str
    media_type: str
    content: bytes = field(repr=False)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Version:
    """A language version. `blocks` are (`h2` | `p` | `li`, text)."""

    language: str
    title: str
    summary: str
    blocks: tuple[tuple[str, str], ...]

    @property
    def markdown(self) -> str:
        """The body as editors write it."""
        marks = {"h2": "## ", "p": "", "li": "- "}
        lines = []
        for (kind, text), (after, _text) in zip(
            self.blocks, (*self.blocks[1:], ("", "")), strict=True
        ):
            lines.append(marks[kind] + text + ("\n" if kind == after == "li" else "\n\n"))
        return "".join(lines).rstrip() + "\n"

    @property
    def html(self) -> str:
        """The same body for programs that keep HTML."""
        made, listed = [], False
        for kind, text in self.blocks:
            if listed is not (kind == "li"):
                listed = kind == "li"
                made.append("<ul>" if listed else "</ul>")
            made.append(f"<{kind}>{html.escape(text)}</{kind}>")
        return "\n".join(made) + ("</ul>" if listed else "")


@dataclass(frozen=True)
class Document:
    """A document. The peers hold its first language version, the portal all of them."""

    number: int  # from 1
    type: str
    department: str
    topics: tuple[str, ...]
    reference: str
    day: date
    versions: tuple[Version, ...]
    files: tuple[File, ...] = field(default=())

    @property
    def main(self) -> Version:
        return self.versions[0]


def documents(count: int) -> Iterator[Document]:
    """The first `count` documents, oldest first."""
    for number in range(1, count + 1):
        yield _document(number, count)


def _document(number: int, count: int) -> Document:
    dice = random.Random(f"document {number}")
    # Half in Traditional Chinese; every fourth document in all four languages.
    first = dice.choices(LANGUAGES, (50, 25, 15, 10))[0]
    others = [each for each in LANGUAGES if each != first] if number % 4 == 0 else []
    department = dice.choice(DEPARTMENTS)
    day = NEWEST - timedelta(days=(count - number) * DAYS // count)
    return Document(
        number=number,
        type=dice.choice(TYPES),
        department=department,
        topics=tuple(sorted(dice.sample(TOPICS, dice.choice((1, 1, 2))))),
        reference=f"{number:05}/{department}/{day.year}",
        day=day,
        versions=tuple(_version(dice, language, number) for language in (first, *others)),
        files=tuple(_files(dice, number, first)),
    )


def _version(dice: random.Random, language: str, number: int) -> Version:
    blocks = [("p", f"{word}: {_phrase(dice, language, 6)}") for word in _known(number, language)]
    for section in range(4):
        blocks.append(("h2", _phrase(dice, language, 4)))
        blocks += [("p", _paragraph(dice, language, 5)) for _ in range(2)]
        if section == 1:
            blocks += [("li", _phrase(dice, language, 8)) for _ in range(5)]
    return Version(
        language,
        f"{_phrase(dice, language, 5)} {_unusual(dice)} {number}",
        _paragraph(dice, language, 3),
        tuple(blocks),
    )


def _known(number: int, language: str) -> list[str]:
    """The words that are searched for, as far as this document has them."""
    return [COMMON[language]] * (number % 3 == 0) + [RARE[language]] * (number % 100 == 0)


def _words(dice: random.Random, language: str, count: int) -> list[str]:
    """Words as common and rare as in a language: the rank falls off like 1/rank."""
    words = _WORDS[language]
    found = []
    for place in range(count):
        if place % 4 == 3:
            found.append(dice.choice(_CONNECTIVES[language]))
        else:
            found.append(words[int(len(words) ** dice.random()) - 1 + dice.randrange(2)])
    return found


def _joined(language: str, words: list[str]) -> str:
    return "".join(words) if language.startswith("zh") else " ".join(words)


def _phrase(dice: random.Random, language: str, count: int) -> str:
    text = _joined(language, _words(dice, language, count))
    return text[0].upper() + text[1:]


def _paragraph(dice: random.Random, language: str, sentences: int) -> str:
    stop, between = ("。", "") if language.startswith("zh") else (".", " ")
    return between.join(
        _phrase(dice, language, dice.randrange(10, 20)) + stop for _ in range(sentences)
    )


def _unusual(dice: random.Random) -> str:
    """A name that hardly any other document has."""
    return "".join(dice.choice(_SYLLABLES) for _ in range(4)).capitalize()


def _files(dice: random.Random, number: int, language: str) -> Iterator[File]:
    if number <= LARGE_FILES:
        yield File(f"large-{number}.txt", "text/plain", _large(number))
    for place in range(dice.choices((0, 1, 2, 3), (30, 45, 15, 10))[0]):
        words = _words(dice, language, 60)
        if dice.random() < 0.4:
            rows = "\n".join(f"{word},{dice.randrange(10_000)}" for word in words)
            yield File(f"table-{number}-{place}.csv", "text/csv", f"word,count\n{rows}\n".encode())
        else:
            text = _paragraph(dice, language, 12)
            yield File(f"text-{number}-{place}.txt", "text/plain", f"{number}\n{text}\n".encode())


def _large(number: int) -> bytes:
    """Lines that are different in each of the large files; no text to search."""
    line = f"{number:04} " + "0123456789 " * 8 + "\n"
    return (line * (LARGE_BYTES // len(line) + 1)).encode()[:LARGE_BYTES]
