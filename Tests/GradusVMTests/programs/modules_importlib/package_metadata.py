# Versions of packages.
import importlib.metadata
import os
import tempfile
import sys
from importlib.metadata import PackageNotFoundError, distribution, metadata, requires, version

folder = tempfile.mkdtemp()
os.mkdir(os.path.join(folder, "Sample_Pack-1.2.dist-info"))
with open(os.path.join(folder, "Sample_Pack-1.2.dist-info", "METADATA"), "w") as file:
    file.write("Metadata-Version: 2.1\nName: Sample.Pack\nVersion: 1.2\nRequires-Dist: numpy\nRequires-Dist: tqdm>=4\n\nAbout it.\n")
sys.path.insert(0, folder)
for name in ("Sample.Pack", "sample-pack", "SAMPLE_PACK"):
    print(version(name), metadata(name)["Name"], requires(name))
print(distribution("sample-pack").name, distribution("sample-pack").version, distribution("sample-pack").read_text("nothing"))
print(metadata("sample-pack").get_all("Requires-Dist"), metadata("sample-pack")["summary"], "Version" in metadata("sample-pack"))
try:
    version("no-such-package")
except PackageNotFoundError as error:
    print(error, error.name, isinstance(error, ModuleNotFoundError), repr(error))
try:
    importlib.metadata.version("")
except ValueError as error:
    print(error)
