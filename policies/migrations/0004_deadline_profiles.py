"""What Macau, Hong Kong and the mainland are known to practise. The operator confirms or changes it."""

from django.db import migrations

LANGUAGES = ("zh_hant", "pt", "en", "zh_hans")

PROFILES = {
    "macau": (
        "macau",
        ("澳門", "Macau", "Macau", "澳门"),
    ),
    "hong-kong": (
        "hong_kong",
        ("香港", "Hong Kong", "Hong Kong", "香港"),
    ),
    "mainland": (
        "mainland",
        ("中國內地", "China continental", "Mainland China", "中国内地"),
    ),
}

_MACAU = (
    "收到的建議或投訴於六個工作日內轉交權限部門；部門答覆後，於三個工作日內以電話或六個工作日內以書面轉告，須翻譯者另加五個工作日。",
    "As sugestões e queixas são encaminhadas ao serviço competente em seis dias úteis; a resposta é"
    " transmitida em três dias úteis por telefone ou seis por escrito, mais cinco se for traduzida.",
    "Suggestions and complaints are referred to the department in charge within six working days; its"
    " reply is relayed within three by telephone or six in writing, five more if it is translated.",
    "收到的建议或投诉于六个工作日内转交权限部门；部门答复后，于三个工作日内以电话或六个工作日内以书面转告，须翻译者另加五个工作日。",
)
_HONG_KONG = (
    "十個曆日內初步回覆，二十一個曆日內具體答覆；不能如期者說明理由，最遲五十一個曆日。",
    "Resposta provisória em dez dias de calendário e resposta de fundo em vinte e um; se não for"
    " possível, com a razão, até cinquenta e um.",
    "An interim reply within ten calendar days and a substantive one within twenty-one; if that can't"
    " be, fifty-one at most, with the reason.",
    "十个历日内初步回复，二十一个历日内具体答复；不能如期者说明理由，最迟五十一个历日。",
)
_MAINLAND = (
    "二十個工作日內答覆，可延長一次二十個工作日並告知申請人；內容不明確者七日內請求補正，期限自收到補正起重新計算；徵求第三方意見的時間不計。",
    "Resposta em vinte dias úteis, com uma única prorrogação de vinte, que é comunicada. O que falta é"
    " pedido em sete dias e o prazo recomeça quando chega. A consulta de terceiros não conta.",
    "An answer within twenty working days, extended once by twenty with notice. What is missing is"
    " asked for within seven, and the period begins anew when it comes. Consulting others isn't counted.",
    "二十个工作日内答复，可延长一次二十个工作日并告知申请人；内容不明确者七日内请求补正，期限自收到补正起重新计算；征求第三方意见的时间不计。",
)

RULES = (
    ("macau", "", {}, _MACAU, "Guidelines of the public service for suggestions and complaints"),
    ("macau", "suggestion", {"refer": 6}, _MACAU, "The same"),
    ("macau", "complaint", {"refer": 6}, _MACAU, "The same"),
    (
        "hong-kong",
        "",
        {"unit": "calendar", "acknowledge": 10, "answer": 21, "extension": 30},
        _HONG_KONG,
        "Guidelines on handling public enquiries and complaints",
    ),
    (
        "mainland",
        "",
        {
            "acknowledge": 7,
            "answer": 20,
            "extension": 20,
            "on_incomplete": "restarts",
            "on_third_party": "stops",
        },
        _MAINLAND,
        "Regulations on open government information",
    ),
)


# How long a consultation lasts at least, in days, and who says so.
CONSULTATIONS = {
    "macau": (30, "Normative guidelines on consulting the public about policies"),
    "mainland": (30, "Interim regulations on the procedure of major administrative decisions"),
}


def ship(apps, schema_editor):
    profiles = {}
    for code, (calendar, names) in PROFILES.items():
        days, source = CONSULTATIONS.get(code, (None, ""))
        profiles[code] = apps.get_model("policies", "DeadlineProfile").objects.create(
            code=code,
            calendar=calendar,
            consultation_days=days,
            consultation_source=source,
            is_active=code == "macau",
            name=names[0],
            **{f"name_{each}": name for each, name in zip(LANGUAGES, names, strict=True)},
        )
    rules = apps.get_model("policies", "DeadlineRule").objects
    for code, kind, periods, basis, source in RULES:
        words = {f"legal_basis_{each}": text for each, text in zip(LANGUAGES, basis, strict=True)}
        rules.create(
            profile=profiles[code],
            kind=kind,
            source=source,
            legal_basis=basis[0],
            **words,
            **periods,
        )


class Migration(migrations.Migration):
    dependencies = [("policies", "0003_anchors")]
    operations = [migrations.RunPython(ship, migrations.RunPython.noop)]
