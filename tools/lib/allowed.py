"""What tidy lets pass, each with its reason. An entry that no longer excuses anything is itself a finding."""

# (rule, path): why
ALLOWED = {
    ("banned-call", "src/geo/geos.cpp"): "the one way to end a call of GEOS on one thread alone; GEOS catches it before it returns",
    ("dead-header", "src/base/id.hpp"): "strong ids are for signatures between capabilities; the first one follows",
    ("dead-header", "src/graph/articulation.hpp"): "which units hold a territory together: for editing on the map",
    ("sibling-test", "src/main/main.cpp"): "the entry point only hands its arguments on; tests/cli runs it whole",
    ("machine-paths", "tools/lib/fresh.sh"): "folders inside the new root, which are the same on every Debian",
}
