"""The OpenAPI document of the interfaces (共通性應用程式介面規範, 2017)."""

from __future__ import annotations

from typing import Any, Final

from shared import VERSION

Json = dict[str, Any]
_TEXT: Final[Json] = {"type": "string"}
_FLAG: Final[Json] = {"type": "boolean"}
_TIME: Final[Json] = {"type": ["string", "null"], "format": "date-time"}
_DAY: Final[Json] = {"type": "string", "format": "date"}
_MAYBE_TEXT: Final[Json] = {"type": ["string", "null"]}
_MAYBE_COUNT: Final[Json] = {"type": ["integer", "null"]}
_LANGUAGES: Final[Json] = {
    "type": "object",
    "description": "The text by language, such as zh-TW or en.",
    "additionalProperties": _TEXT,
}
_MAYBE_LANGUAGES: Final[Json] = {"oneOf": [_LANGUAGES, {"type": "null"}]}


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


def _object(**properties: Json) -> Json:
    return {
        "type": "object",
        "required": list(properties),
        "properties": properties,
    }


_CROWD: Final = _object(
    letter=_MAYBE_TEXT,
    services=_list(_TEXT),
    people={**_MAYBE_COUNT, "description": "null: fewer than `fewest_told`."},
    wait={
        "oneOf": [
            _object(low={"type": "integer"}, high={"type": "integer"}),
            {"type": "null"},
        ],
        "description": "Minutes for who comes now; null: not known, or not told.",
    },
)
_STOPPED: Final = _object(service=_TEXT, message=_MAYBE_TEXT, until=_TIME, full=_FLAG)
_HALL: Final = _object(
    office=_LANGUAGES,
    as_of=_TIME,
    is_old=_FLAG,
    open=_FLAG,
    open_until=_MAYBE_TEXT,
    opens=_TIME,
    fewest_told={"type": "integer"},
    waiting=_list(_CROWD),
    stopped=_list(_STOPPED),
    notices=_list(_TEXT),
    closed_days=_list(_DAY),
)
_SERVICE: Final = _object(
    service=_TEXT,
    letter=_TEXT,
    name=_LANGUAGES,
    for_whom=_MAYBE_LANGUAGES,
    steps=_list(_LANGUAGES),
    documents=_list(_LANGUAGES),
    legal=_MAYBE_LANGUAGES,
    minutes=_MAYBE_COUNT,
)
_COUNTER: Final = _object(
    id=_TEXT, name=_TEXT, current_number=_TEXT, waiting_people=_MAYBE_COUNT
)
_PLACE: Final = _object(
    id=_TEXT,
    name=_TEXT,
    is_regularly_used=_FLAG,
    info=_object(address=_TEXT, tel=_TEXT, fax=_TEXT),
    counters=_list(_COUNTER),
)
_CALLING: Final = _object(
    data=_list(_object(id=_TEXT, name=_TEXT, icon=_TEXT, list=_list(_PLACE))),
    as_of=_TIME,
    is_old=_FLAG,
)
SCHEMAS: Final[dict[str, Json]] = {
    "Hall": _HALL,
    "Services": _object(services=_list(_SERVICE)),
    "CounterCalling": _CALLING,
}
_CELL: Final = _object(
    month=_TEXT,
    by={"enum": ["day", "hour"]},
    date=_TEXT,
    hour=_TEXT,
    service=_TEXT,
    numbers=_MAYBE_COUNT,
    wait_minutes=_MAYBE_COUNT,
)
OPEN_DATA: Final = "/open-data"
OPEN_DATA_TABLE: Final = "/open-data.csv"
OPEN_DATA_DICTIONARY: Final = "/open-data-dictionary.csv"
_OPEN_SCHEMAS: Final[dict[str, Json]] = {
    "OpenData": {
        **_object(licence=_TEXT, dictionary=_object(), rows=_list(_CELL)),
        "description": "`dictionary` says what each column of `rows` holds.",
    },
}
_OPEN_PATHS: Final = {
    OPEN_DATA: ("OpenData", "Counts and waits of whole months, nobody in them."),
}
_OPEN_TABLES: Final = {
    OPEN_DATA_TABLE: ("openDataTable", "The rows of the open data as a table."),
    OPEN_DATA_DICTIONARY: ("openDataDictionary", "What its columns hold; licence."),
}
PATHS: Final = {
    "/hall": ("Hall", "The hall now: hours, who waits, notices."),
    "/services": ("Services", "Steps and documents of every service."),
    "/counter-calling": ("CounterCalling", "臨櫃叫號, as Taipei's TownPass reads it."),
}


def document(title: str, address: str, *, has_open_data: bool = False) -> Json:
    """The document; `address` is where the interfaces are, without "/hall"."""
    schemas, paths = dict(SCHEMAS), {key: _path(*told) for key, told in PATHS.items()}
    if has_open_data:
        schemas |= _OPEN_SCHEMAS
        paths |= {key: _open(_path(*told)) for key, told in _OPEN_PATHS.items()}
        paths |= {key: _table(*told) for key, told in _OPEN_TABLES.items()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": VERSION,
            "description": (
                "Read only. Nothing of one person is told. An answer may be kept for"
                " as long as Cache-Control says; who asks too often gets 429 with"
                " Retry-After."
            ),
        },
        "servers": [{"url": address}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _path(schema: str, summary: str) -> Json:
    content = {
        "application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}
    }
    return _get(schema[0].lower() + schema[1:], summary, content)


def _table(name: str, summary: str) -> Json:
    return _open(_get(name, summary, {"text/csv": {"schema": _TEXT}}))


def _open(path: Json) -> Json:
    path["get"]["responses"]["503"] = {
        "description": "Not made yet since the pages began; see Retry-After."
    }
    return path


def _get(name: str, summary: str, content: Json) -> Json:
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "responses": {
                "200": {"description": summary, "content": content},
                "429": {"description": "Asked too often; see Retry-After."},
            },
        }
    }
