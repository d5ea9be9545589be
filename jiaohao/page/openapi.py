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
PATHS: Final = {
    "/hall": ("Hall", "The hall now: hours, who waits, notices."),
    "/services": ("Services", "Steps and documents of every service."),
    "/counter-calling": ("CounterCalling", "臨櫃叫號, as Taipei's TownPass reads it."),
}


def document(title: str, address: str) -> Json:
    """The document; `address` is where the interfaces are, without "/hall"."""
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
        "paths": {path: _path(*told) for path, told in PATHS.items()},
        "components": {"schemas": SCHEMAS},
    }


def _path(schema: str, summary: str) -> Json:
    content = {
        "application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}
    }
    return {
        "get": {
            "operationId": schema[0].lower() + schema[1:],
            "summary": summary,
            "responses": {
                "200": {"description": summary, "content": content},
                "429": {"description": "Asked too often; see Retry-After."},
            },
        }
    }
