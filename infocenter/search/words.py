"""Words that carry no meaning in a question, and Han variants that OpenCC leaves apart."""

import re

# Each group has one key. OpenCC's tables turn most variants into one; these are left.
VARIANTS = (
    "鄉鄕", "瞭了", "麼麽么幺", "餘余馀", "沈沉", "藉借", "覆復複复", "戶戸户", "鎖鎻",
    "汙汚污", "甦蘇苏", "扎紮札", "畧略", "栢柏", "檯枱臺台", "著着", "衛衞", "乾干",
    "徵征", "夥伙", "佔占", "裡裏里", "峯峰", "羣群", "牀床", "恒恆", "吿告", "厨廚",
)  # fmt: skip

# Taken out of a question before it is cut into bigrams. Written in Simplified: the key's form.
QUESTION_PHRASES = re.compile(
    "为什么|什么时候|什么地方|什么样|什么|甚么|哪一个|哪一|哪些|哪里|哪个|哪种|哪几|哪|谁|如何|怎么样|怎么|怎样"
    "|多少|是否|请问|有没有|能不能|可不可以|[吗呢吧]"
)

_ENGLISH = """
a about an and any are as at be been being but by can could did do does doing for from had has
have having he her his how i if in into is it its may me might my no nor not of on or our s shall
she should so some such than that the their them then there these they this those to us was we
were what when where which while who whom whose why will with would you your
"""
_PORTUGUESE = """
a ao aos aquela aquelas aquele aqueles aquilo as ate com como da das de dela dele deles do dos e
ela elas ele eles em entre era eram essa essas esse esses esta estao estas estava este estes eu
foi foram ha isso isto ja la lhe lhes mais mas me mesmo meu minha muito na nao nas nem no nos
nossa nosso num numa o onde os ou para pela pelas pelo pelos por porque qual quais quando quanto
quanta quantos quantas que quem se sem ser sera seu seus so sua suas sao tambem te tem tinha toda
todas todo todos um uma umas uns voce
"""
ENGLISH = frozenset(_ENGLISH.split())
PORTUGUESE = frozenset(_PORTUGUESE.split())
STOP_WORDS = ENGLISH | PORTUGUESE
