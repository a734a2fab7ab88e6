"""The JSON Schema of scenario files: valid itself, accepts what is shipped, refuses what the decoder refuses."""

import json

import pytest

jsonschema = pytest.importorskip("jsonschema")


@pytest.fixture(scope="module")
def validator(genratchet):
    printed = genratchet("schema")
    assert printed.returncode == 0, printed.stderr
    schema = json.loads(printed.stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def shipped(root):
    files = sorted(root.glob("scenarios/*.json"))
    for folder in ("worlds", "law", "measures"):
        files += sorted(root.glob(f"scenarios/{folder}/*.json"))
    return files


def test_shipped_files_are_valid(root, validator):
    files = shipped(root)
    assert files, "no scenario is shipped"
    faults = [
        f"{file.relative_to(root)}: {error.json_path}: {error.message}"
        for file in files
        for error in validator.iter_errors(json.loads(file.read_text(encoding="utf-8")))
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    "scenario",
    [
        {"titel": "x"},
        {"start": "2027-13"},
        {"replicates": 0},
        {"parameters": {"detection": 2}},
        {"parameters": {"detektion": 0.1}},
        {"policies": {"a": {"amend": {"b": {"aplies": {}}}}}},
        {"provisions": {"a": {"effects": [{"prohibit": {}, "notify": {}}]}}},
        {"provisions": {"a": {"effects": [{"prohibit": {"office": "x"}}]}}},
        {"provisions": {"a": {"applies": {"channel": ["mirorr"]}}}},
        {"provisions": {"a b": {}}},
        {"switches": {"brokerage": 1}},
    ],
)
def test_what_the_decoder_refuses(validator, scenario):
    assert list(validator.iter_errors(scenario))


@pytest.mark.parametrize(
    "scenario",
    [
        {},
        {"extends": "preset:us-countermeasures", "policies": {"current-law": {}}},
        {"provisions": {"a": {"effective": "2025-04-08", "expires": "never", "applies": {"to": "!CN"}}}},
        {"policies": {"a": {"amend": {"b": {"exempt": {"remove": ["c"]}}}}}},
        {"parameters": {"detection": 0.1, "leak": {"prior": {"uniform": [0, 1]}}}},
    ],
)
def test_what_the_decoder_accepts(validator, scenario):
    validator.validate(scenario)
