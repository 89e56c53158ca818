"""What `make check` does with what bandit finds in our code, and with exceptions."""

import pytest

from tests import analysis

pytestmark = pytest.mark.once

EVIL = "def found(cursor, name):\n    cursor.execute(f'SELECT a FROM {name}')"


@pytest.fixture
def told(tmp_path, monkeypatch, capsys):
    """What is said of code that ends with this comment, and whether that is a fault."""
    monkeypatch.chdir(tmp_path)

    def told(code: str) -> tuple[int, str]:
        (tmp_path / "ours.py").write_text(f"{code}\n")
        return analysis.main(["ours.py"]), capsys.readouterr().err

    return told


def test_what_bandit_finds_is_a_fault(told):
    code, said = told(EVIL)
    assert code == 1
    assert said.startswith("ours.py:2: B608 Possible SQL injection")


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("# nosec B608  # the name is ours", ""),
        ("# nosec B608", "ours.py:2: say which rule may be broken, and why"),
        ("# nosec  # the name is ours", "ours.py:2: B608 Possible"),
        ("# nosec B101  # the name is ours", "ours.py:2: B101 isn't broken here"),
        ("# nosec B608, B101  # the name is ours", "ours.py:2: B101 isn't broken here"),
    ],
)
def test_an_exception_says_which_rule_and_why_and_none_is_left_over(told, comment, said):
    code, heard = told(f"{EVIL}  {comment}")
    assert code == bool(said)
    assert said in heard


def test_an_exception_holds_for_its_statement_only(told):
    code, said = told(
        f"{EVIL}  # nosec B608  # ours\n    cursor.execute(f'SELECT b FROM {{name}}')"
    )
    assert code == 1
    assert "ours.py:3: B608" in said
    assert "ours.py:2" not in said


def test_an_exception_may_stand_on_the_last_line_of_a_long_statement(told):
    long = "found = (\n    f'SELECT {a}'\n    f' FROM {b}'  # nosec B608  # ours\n)"
    assert told(long) == (0, "")


@pytest.mark.parametrize("code", ["def x(:", "(a, (b, c)), d = 1, 2"])
def test_code_that_bandit_cannot_read_is_a_fault(told, code):
    if code.startswith("("):  # bandit 1.9 stumbles over such an assignment
        code = f"from django.utils.safestring import mark_safe\n{code}\nmark_safe(b)"
    result, said = told(code)
    assert result == 1
    assert said.startswith("Bandit could not look at everything")


def test_a_file_that_is_not_there_is_a_fault(capsys):
    assert analysis.main(["nowhere.py"]) == 1
