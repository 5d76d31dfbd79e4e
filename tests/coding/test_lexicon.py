"""The ontology and the lexicon are whole and fit each other."""

from __future__ import annotations

import json
from importlib.resources import files

from generate import frames, ontology

from dragoman.knowledge.frames import Frame, load_lexicon
from dragoman.knowledge.ontology import load_ontology


def all_frames() -> list[Frame]:
    """Every frame, once for each word it hangs on."""
    lexicon = load_lexicon()
    return [f for table in (lexicon.verbs, lexicon.nouns) for many in table.values() for f in many]


def test_the_ontology_has_its_sixteen_types_and_thirty_seven_contexts() -> None:
    found = load_ontology()
    assert (len(found.types), len(found.contexts)) == (16, 37)
    assert {t.quad for t in found.types.values()} == {1, 2, 3, 4}


def test_cameo_codes_are_strings_that_keep_their_zeros() -> None:
    codes = [m.cameo for t in load_ontology().types.values() for m in t.modes.values()]
    codes += [t.cameo for t in load_ontology().types.values()]
    assert all(code is None or (code.isdigit() and 3 <= len(code) <= 4) for code in codes)
    assert load_ontology().types["AGREE"].cameo == "030"


def test_every_type_and_mode_has_words() -> None:
    lexicon = load_lexicon()
    have = {(f.type, f.mode) for f in all_frames()}
    have |= {(t, mode) for t, lines in lexicon.refine.items() for mode, _ in lines}
    have |= {(t, mode) for t, words in lexicon.content.items() for mode in words.values()}
    # Settling, not words, tells a third country and three sides.
    have |= {("CONSULT", "third-party"), ("CONSULT", "multilateral")}
    wanted = {(t.name, m) for t in load_ontology().types.values() for m in t.modes}
    assert wanted <= have
    assert {f.type for f in all_frames()} == set(load_ontology().types)


def test_the_built_data_is_what_the_resources_say() -> None:
    for module in (ontology, frames):
        for name, content in module.build().items():
            assert (files("dragoman") / "data" / name).read_bytes() == content


def test_modes_in_the_built_data_are_known() -> None:
    text = (files("dragoman") / "data" / "frames.json").read_text(encoding="utf-8")
    types = load_ontology().types
    for line in json.loads(text)["frames"]:
        assert line.get("mode") is None or line["mode"] in types[line["type"]].modes
