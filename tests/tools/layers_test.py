"""Goal: who includes whom is enforced. Method: trees of two or three files, one breach each."""
import layers
from support import TIDY, TreeCase

TABLE = TIDY.load_table()


def check(tree):
    return layers.check(tree, TABLE)


class Layers(TreeCase):
    def test_downward_includes_pass(self):
        self.assert_clean(check, {
            "src/base/result.hpp": "#include <vector>\n",
            "src/geo/position.cpp": '#include "base/result.hpp"\n#include <geos_c.h>\n',
            "src/engine/territory/solve.cpp": '#include "base/result.hpp"\n',
            "src/main/main.cpp": '#include "base/result.hpp"\n',
        })

    def test_an_upward_include_fires(self):
        self.assert_fires(check, {
            "src/base/result.hpp": '\n#include "geo/position.hpp"\n',
            "src/geo/position.hpp": "",
        }, "src/base/result.hpp:2 base may not include geo")

    def test_an_engine_sees_no_platform_and_no_other_engine(self):
        self.assert_fires(check, {
            "src/platform/files/csv.hpp": "",
            "src/engine/callplan/model.hpp": "",
            "src/engine/territory/solve.cpp":
                '#include "platform/files/csv.hpp"\n#include "engine/callplan/model.hpp"\n',
        }, "src/engine/territory/solve.cpp:1 engine/territory may not include platform/files",
           "src/engine/territory/solve.cpp:2 engine/territory may not include engine/callplan")

    def test_platform_folders_see_only_those_before_them(self):
        files = {"src/platform/db/a.hpp": "", "src/platform/http/a.hpp": '#include "platform/db/a.hpp"\n'}
        self.assert_clean(check, files)
        self.assert_fires(check, {
            "src/platform/http/a.hpp": "", "src/platform/db/a.hpp": '#include "platform/http/a.hpp"\n',
        }, "src/platform/db/a.hpp:1 platform/db may not include platform/http")

    def test_only_files_sees_geo_within_platform(self):
        self.assert_fires(check, {
            "src/geo/a.hpp": "",
            "src/platform/files/a.hpp": '#include "geo/a.hpp"\n',
            "src/platform/jobs/a.hpp": '#include "geo/a.hpp"\n',
        }, "src/platform/jobs/a.hpp:1 platform/jobs may not include geo")

    def test_a_capability_shows_only_its_service_and_model(self):
        self.assert_fires(check, {
            "src/crm/service.hpp": "", "src/crm/store.hpp": "",
            "src/planning/a.cpp": '#include "crm/service.hpp"\n#include "crm/store.hpp"\n',
        }, "src/planning/a.cpp:2 crm shows only service.hpp and model.hpp")

    def test_a_capability_sees_only_those_the_table_names(self):
        self.assert_fires(check, {
            "src/planning/model.hpp": "", "src/crm/a.cpp": '#include "planning/model.hpp"\n',
        }, "src/crm/a.cpp:1 crm may not include planning")

    def test_a_folder_outside_the_table_fires(self):
        self.assert_fires(check, {"src/helpers/a.cpp": ""}, "src/helpers/a.cpp:0 its folder is not in the table")

    def test_an_include_of_nothing_fires(self):
        self.assert_fires(check, {
            "src/base/a.cpp": '#include "base/gone.hpp"\n#include "a.hpp"\n',
        }, 'src/base/a.cpp:1 "base/gone.hpp" does not exist', 'src/base/a.cpp:2 "a.hpp" does not start with a folder')

    def test_tests_may_include_their_support_and_the_product_may_not(self):
        line = '#include "tests/support/shared.hpp"\n'
        self.assert_clean(check, {"src/base/a_test.cpp": line})
        self.assert_fires(check, {"src/base/a.cpp": line}, "src/base/a.cpp:1")

    def test_the_table_itself_has_no_cycle(self):
        self.assertEqual(list(layers.check_table(TABLE)), [])
        upward = layers.Table({"a": ["b"], "b": []}, {}, [], {}, {})
        self.assertEqual(len(list(layers.check_table(upward))), 1)


class Doors(TreeCase):
    def test_a_library_is_included_only_behind_its_door(self):
        for header, inside, outside in [
            ("geos_c.h", "geo", "engine/territory"),
            ("libqhull_r/qhull_ra.h", "geo", "planning"),
            ("nlohmann/json.hpp", "platform/files", "engine/territory"),
            ("nlohmann/json.hpp", "planning", "geo"),
            ("sqlite3.h", "platform/db", "planning"),
            ("boost/beast/core.hpp", "platform/http", "main"),
            ("tl/expected.hpp", "base", "geo"),
            ("openssl/ssl.h", "platform/http", "planning"),
            ("unistd.h", "platform/files", "base"),
        ]:
            with self.subTest(header=header):
                self.assert_clean(check, {f"src/{inside}/a.cpp": f"#include <{header}>\n"})
                self.assert_fires(check, {f"src/{outside}/a.cpp": f"#include <{header}>\n"}, f"src/{outside}/a.cpp:1")

    def test_a_library_without_a_door_fires(self):
        files = {"src/main/a.cpp": "#include <zlib.h>\n"}
        self.assert_fires(check, files, "src/main/a.cpp:1 <zlib.h> is a third-party")

    def test_test_libraries_are_for_tests(self):
        self.assert_clean(check, {"src/base/a_test.cpp": "#include <gtest/gtest.h>\n"})
        self.assert_fires(check, {"src/base/a.cpp": "#include <gtest/gtest.h>\n"}, "src/base/a.cpp:1")
        self.assert_clean(check, {"src/base/a_bench.cpp": "#include <benchmark/benchmark.h>\n"})
        self.assert_fires(check, {"src/base/a_test.cpp": "#include <benchmark/benchmark.h>\n"}, "src/base/a_test.cpp:1")

    def test_a_header_that_only_tests_include_is_a_test(self):
        files = {"src/geo/world.hpp": "#include <gtest/gtest.h>\n", "src/geo/a_test.cpp": '#include "geo/world.hpp"\n'}
        self.assert_clean(check, files)
        self.assert_fires(check, {**files, "src/geo/a.cpp": '#include "geo/world.hpp"\n'}, "src/geo/world.hpp:1")

    def test_json_whole_is_not_for_headers(self):
        self.assert_fires(check, {
            "src/platform/files/a.hpp": "#include <nlohmann/json_fwd.hpp>\n#include <nlohmann/json.hpp>\n",
        }, "src/platform/files/a.hpp:2 <nlohmann/json.hpp> is not for headers")


class Cmake(TreeCase):
    def test_depends_follows_the_table(self):
        path = "src/geo/CMakeLists.txt"
        self.assert_clean(check, {path: "bailiwick_library(geo DEPENDS base LIBS x)"})
        upward = {path: "bailiwick_library(geo DEPENDS base graph)"}
        self.assert_fires(check, upward, f"{path}:1 geo may not depend on graph")
        self.assert_fires(check, {path: "bailiwick_library(maps)"}, f"{path}:1 the library of geo is named geo")
