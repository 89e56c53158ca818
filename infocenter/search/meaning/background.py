"""What public texts are like in general, in each of the languages: the same things said in each.

A model finds any two public texts alike, and two in one language more so. What these sentences have
in common is taken off, and how near those of like meaning are says what is near for this model.
"""

from infocenter.search.meaning import tongues

SENTENCES = {
    tongues.ENGLISH: (
        "The library is open from Monday to Saturday and closed on public holidays.",
        "Household waste is collected every evening; please separate paper, glass and plastic.",
        "Applicants for public housing must be permanent residents and at least eighteen.",
        "The budget for next year provides more money for hospitals and health centres.",
        "Bus routes are changed for two weeks because of roadworks in the old town.",
        "Water will be cut off on Tuesday morning while the main pipe is repaired.",
        "Restaurants need a licence and must pass an inspection of safety and hygiene.",
        "Parents can enrol their children in kindergarten by the end of January.",
        "During a typhoon all ferries stop and schools are closed until the signal is lowered.",
        "The tax on vehicles must be paid by the end of March at any bank.",
        "The museum shows paintings and maps of the city from the eighteenth century.",
        "This law protects personal data and lays down fines for their misuse.",
    ),
    tongues.PORTUGUESE: (
        "A biblioteca está aberta de segunda-feira a sábado e encerra nos feriados públicos.",
        "O lixo doméstico é recolhido todas as noites; separe o papel, o vidro e o plástico.",
        "Os candidatos a habitação pública são residentes permanentes com dezoito anos ou mais.",
        "O orçamento do próximo ano prevê mais verbas para os hospitais e os centros de saúde.",
        "Os autocarros mudam de percurso por duas semanas por causa de obras na cidade velha.",
        "O abastecimento de água é interrompido na terça-feira de manhã para reparar a conduta.",
        "Os restaurantes precisam de licença e de vistoria da segurança e da higiene.",
        "Os pais podem matricular os filhos no jardim de infância até ao fim de janeiro.",
        "Durante um tufão param todos os barcos e as escolas fecham até descer o sinal.",
        "O imposto de circulação dos veículos paga-se até ao fim de março em qualquer banco.",
        "O museu expõe pinturas e mapas da cidade do século dezoito.",
        "Esta lei protege os dados pessoais e fixa multas para o seu uso indevido.",
    ),
    tongues.CHINESE: (
        "圖書館星期一至星期六開放，公眾假期休館。",
        "家居垃圾每晚收集，請把廢紙、玻璃及塑膠分類。",
        "申請公共房屋者須為永久性居民，並年滿十八歲。",
        "明年度預算增加醫院及衛生中心的開支。",
        "舊城區進行道路工程，巴士路線更改兩星期。",
        "星期二上午因維修主水管暫停供水。",
        "餐廳須持有牌照，並通過安全及衛生檢查。",
        "家長可於一月底前為子女報名入讀幼稚園。",
        "颱風期間所有渡輪停航，學校停課直至除下風球。",
        "車輛使用牌照稅須於三月底前到任何銀行繳納。",
        "博物館展出十八世紀的城市繪畫和地圖。",
        "本法律保護個人資料，並訂定不當使用的罰款。",
    ),
}
