"""Numbers in addresses: none is larger than the record can hold (номер в адресе)."""

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1


class RecordNumber(IntegerConverter):
    """A number of the record; a longer one is no address of this site (404)."""

    regex = "[0-9]{1,10}"

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=LARGEST)


def install(app: Flask) -> None:
    """Read every `<int:...>` of the addresses so."""
    app.url_map.converters["int"] = RecordNumber
