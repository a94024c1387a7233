"""One stateful server on the loopback that speaks as the vendors do, over the synthetic world.

`FakeServer` knows HTTP and the script of faults; each vendor's routes lie in a file of their own and are checked
against that vendor's machine-readable contract where there is one.
"""

from tests.contract.fake.asked import Asked, Given, Vendor
from tests.contract.fake.country import Country
from tests.contract.fake.faults import Fault, Script, Scripted
from tests.contract.fake.server import FakeServer

__all__ = ["Asked", "Country", "FakeServer", "Fault", "Given", "Script", "Scripted", "Vendor"]
