"""The access matrix: for every address and method, which of the people may pass.

Each door has a module with its ``CELLS``, by endpoint; every method has an endpoint of its own, so POST is
declared apart from GET. An endpoint with ``?name`` behind it is the same address with a query of that name,
where that narrows who may pass. An endpoint without a cell fails the test, and so does a cell without an
endpoint.
"""

from __future__ import annotations

from tests.house_rules.matrix import accounts, answering, asking, managing, moderating, operations, reading
from tests.house_rules.matrix.who import May

MODULES = (reading, asking, moderating, answering, managing, accounts, operations)
CELLS: dict[str, May] = {endpoint: may for module in MODULES for endpoint, may in module.CELLS.items()}
