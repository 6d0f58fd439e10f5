"""What commands print reaches a terminal, so nothing in it may act there."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aml_okt.cli.output import print_json
from aml_okt.core.text import acts


def test_json_is_readable_and_escapes_what_could_act(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    print_json({"name": "Åse\u202e \x9b31m \U000e0000"})

    out = capsysbinary.readouterr().out
    assert out.decode() == '{\n  "name": "Åse\\u202e \\u009b31m \\udb40\\udc00"\n}\n'


@given(st.text(st.characters(codec="utf-8")))
def test_json_gives_a_program_the_text_as_it_was(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        printed: list[bytes] = []
        patch.setattr("aml_okt.cli.output.click.echo", lambda data, **_options: printed.append(data))
        print_json({"name": text})

    assert json.loads(printed[0]) == {"name": text}
    assert not any(map(acts, printed[0].decode()))
