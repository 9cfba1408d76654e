"""Small source trees on disk, and tools/tidy as a module."""
import importlib.machinery
import importlib.util
import pathlib
import tempfile
import unittest

import source

ROOT = pathlib.Path(__file__).resolve().parents[2]


def load(name):
    """tools/<name>, which has no .py, as a module."""
    loader = importlib.machinery.SourceFileLoader(name, str(ROOT / "tools" / name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


TIDY = load("tidy")


class TreeCase(unittest.TestCase):
    """A test that draws a tree as {path: text} and asks what a rule finds in it."""

    def draw(self, files):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        for path, text in files.items():
            place = pathlib.Path(folder.name) / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        return source.Tree(folder.name)

    def find(self, rule, files):
        """The findings as 'path:line message' texts."""
        return [f"{found.path}:{found.line} {found.message}" for found in sorted(rule(self.draw(files)))]

    def assert_clean(self, rule, files):
        self.assertEqual(self.find(rule, files), [])

    def assert_fires(self, rule, files, *places):
        """Exactly these findings, each given by how it begins."""
        found = self.find(rule, files)
        self.assertEqual(len(found), len(places), found)
        for text, place in zip(found, places):
            self.assertTrue(text.startswith(place), f"{text!r} does not begin with {place!r}")
