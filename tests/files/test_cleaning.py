from portal.files.reading.cleaning import clean, clean_page


def test_a_chinese_word_parted_by_the_end_of_a_full_line_is_whole_again():
    line = "為執行澳門特別行政區二零二六年度財政年度之政府預"
    assert clean_page(f"{line}\r\n算案，制定本法律。") == f"{line}算案，制定本法律。"


def test_a_short_line_is_a_line_of_its_own():
    assert clean_page("第一章\n總則") == "第一章\n總則"


def test_characters_spread_over_the_line_are_a_word_and_columns_are_not():
    assert clean_page("第 一 章 總 則") == "第一章總則"
    assert clean_page("張三 李四 王五") == "張三 李四 王五"


def test_a_word_parted_by_a_hyphen_is_whole_again():
    assert clean_page("comuni\x02\r\ncação") == "comunicação"


def test_what_nobody_can_read_is_left_out():
    text = "a\0b\ud800c\u00add\ufeff \u00a0\r\n\n\n\n\ne [Image: x.png]"
    assert clean(text) == "abcd\n\ne"
