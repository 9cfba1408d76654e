#!/usr/bin/env python3
"""Goal: the benchmark measures what it says. Method: tiny instances of each format, and the checker's words by hand.

Closes with "N passed, N failed, N skipped".
"""
import math
import pathlib
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import commercial  # noqa: E402
import counties  # noqa: E402
import metis  # noqa: E402
import run  # noqa: E402
import states  # noqa: E402
import tables  # noqa: E402
import zips  # noqa: E402
from command import ROOT, Failure, seconds_text  # noqa: E402
from command import run as run_command  # noqa: E402
from confirm import parse  # noqa: E402

CHECKED = """units 4
territories 2
max_deviation_percent[population] 1.500
over_tolerance[population] 0
fragments 0
cut_edges 1
mean_km 3.000
rms_km 4.000
"""
INSTANCE = """4
0 0 0 1 2 3 0
1 3 4 1 2 3 0
2 100 0 1 2 3 0
3 100 2 1 2 3 0
3
0 1
1 2
2 3
2 2 0.05 0.05 0.05 0.05
1 1 1 1
1 1 1 1
"""


class Checker(unittest.TestCase):
    def test_a_plan_within_every_tolerance_is_confirmed(self):
        verdict = parse(CHECKED)
        self.assertEqual((verdict.deviations, verdict.over), ({"population": 1.5}, {"population": 0}))
        self.assertEqual(verdict.figures["rms_km"], 4.0)
        self.assertTrue(verdict.is_confirmed)

    def test_each_breach_denies_the_confirmation(self):
        for good, bad in [("over_tolerance[population] 0", "over_tolerance[population] 1"),
                          ("fragments 0", "fragments 1"), ("units 4", "missing_units 1\nunknown_units 0\nunits 4"),
                          ("units 4", "missing_units 0\nunknown_units 2\nunits 4")]:
            self.assertFalse(parse(CHECKED.replace(good, bad, 1)).is_confirmed, bad)

    def test_a_checker_that_breaks_off_is_a_failure(self):
        with self.assertRaisesRegex(Failure, "rms_km"):
            parse("".join(CHECKED.splitlines(keepends=True)[:-1]) + "Traceback")


class Metis(unittest.TestCase):
    def test_a_graph_lists_each_edge_from_both_ends_and_each_once(self):
        with tempfile.TemporaryDirectory() as name:
            units, edges = pathlib.Path(name, "units.csv"), pathlib.Path(name, "edges.csv")
            units.write_text("unit,lon,lat,population\na,0,0,5\nb,1,0,0\nc,2,0,7\n", encoding="utf-8")
            edges.write_text("one,other\na,b\nb,a\nb,c\nc,c\n", encoding="utf-8")
            ids, weights = metis.read_units(units, "population")
            text = metis.graph_text(metis.read_edges(edges, ids), weights)
        self.assertEqual(text, "3 2 010\n5 2\n0 1 3\n7 2\n")

    def test_a_partition_becomes_a_plan_only_when_it_is_whole(self):
        self.assertEqual(metis.plan_text(["a", "b"], "1\n0\n"), "unit,territory\na,1\nb,0\n")
        with self.assertRaises(Failure):
            metis.plan_text(["a", "b"], "1\n")


class Commercial(unittest.TestCase):
    def test_an_instance_is_converted_with_its_first_three_activities(self):
        instance = commercial.Instance(INSTANCE)
        self.assertEqual((instance.territories, instance.tolerance), (2, 0.05))
        self.assertEqual(instance.units_text().splitlines()[:2], ["unit,lon,lat,w1,w2,w3", "0,0,0,1,2,3"])
        self.assertEqual(instance.edges_text(), "0,1\n1,2\n2,3\n")

    def test_distance_is_to_the_best_unit_as_centre(self):
        instance = commercial.Instance(INSTANCE)
        self.assertAlmostEqual(instance.distance([["0", "1"], ["2", "3"]]), 7.0)
        # Unit 1 lies 5 from 0 and 97.08 from 2; the others lie 105 and 197.08 from the rest.
        self.assertAlmostEqual(instance.distance([["0", "1", "2"]]), 5 + math.dist((3, 4), (100, 0)))

    def test_a_forbidden_centre_is_not_overlooked(self):
        with self.assertRaises(Failure):
            commercial.Instance(INSTANCE.replace("1 1 1 1\n", "1 0 1 1\n", 1))

    def test_published_nodes_are_read_a_territory_a_line(self):
        text = "Compactness 7.0\nDistrict 1\nNodes: 0 1\nCenter Node: 0\n\nDistrict 2\nNodes: 2 3\n"
        self.assertEqual(commercial.published_territories(text), [["0", "1"], ["2", "3"]])


class States(unittest.TestCase):
    def test_the_head_of_a_published_plan(self):
        head = states.published_head("# k=4 L=725335 U=732624 obj=15569.97 bound=15569.97 mipgap%=0.00 time=24.63\n")
        self.assertEqual(head, (4, 725335, 732624, 15569.97))
        with self.assertRaises(Failure):
            states.published_head("unit,territory\n")

    def test_a_bound_of_zero_proves_nothing(self):
        self.assertAlmostEqual(states.gap(103.0, 100.0), 3.0)
        self.assertEqual(states.gap(103.0, 0), math.inf)


    def test_a_territory_costs_what_its_best_unit_as_centre_makes_it_cost(self):
        with tempfile.TemporaryDirectory() as folder:
            units, plan = pathlib.Path(folder) / "units.csv", pathlib.Path(folder) / "plan.csv"
            units.write_text("zip,lon,lat,population\na,0,0,10\nb,1,0,1\nc,3,0,1\nd,50,50,7\n", encoding="utf-8")
            plan.write_text("unit,territory\na,1\nb,1\nc,1\nd,2\n", encoding="utf-8")
            degree = math.radians(1) * states.EARTH_RADIUS_M
            self.assertAlmostEqual(states.unit_centre_cost(units, plan, 1) / degree, 4.0)
            self.assertAlmostEqual(states.unit_centre_cost(units, plan, 2) / degree**2, 10.0)

    def test_one_form_of_the_objective_within_ten_percent_is_enough(self):
        floors = states.gap_floors([1.0], {"inertia": [14.0], "distance": [7.0, 7.5]})
        self.assertEqual([is_met for _, is_met in floors], [True, True])
        self.assertIn("inertia 14.00%; distance 7.50%", floors[1][0])
        self.assertFalse(states.gap_floors([1.0], {"inertia": [14.0], "distance": []})[1][1])


class Vacancy(unittest.TestCase):
    def test_only_people_outside_the_vacated_territory_count_as_moved(self):
        old = {"a": "1", "b": "1", "c": "2", "d": "3"}
        new = {"a": "2", "b": "3", "c": "3", "d": "3"}
        self.assertEqual(zips.moved_beyond(old, new, "1", {"a": 10, "b": 20, "c": 40, "d": 80}), 40)

    def test_vacancies_are_spread_and_never_twice_the_same(self):
        plan = {str(unit): f"T{unit:03d}" for unit in range(500)}
        chosen = zips.vacancies(plan, 20)
        self.assertEqual((chosen[:2], len(set(chosen))), (["T000", "T025"], 20))
        self.assertEqual(zips.vacancies({"a": "1", "b": "2"}, 20), ["1", "2"])


class Counties(unittest.TestCase):
    def test_people_are_summed_by_county_and_the_rest_is_counted(self):
        people = counties.zip_populations("ZCTA5\ttotal\n00001\t10\n00002\t5\n00003\t7\n00004\t9\n")
        line = "US\t{}\tPlace\tNorth\tNO\tOak\t{}\t\t\t1\t2\t1"
        table = "\n".join([line.format("00001", "001"), line.format("00001", "003"), line.format("00002", "001"),
                           line.format("00003", "")])
        named = counties.zip_counties(table, {"North": "90"})
        totals, lost = counties.county_populations(people, named, {"90001", "90003"})
        self.assertEqual((totals, lost), ({"90001": 15, "90003": 0}, 16))


class Page(unittest.TestCase):
    def test_a_table_shows_medians_and_the_worst(self):
        self.assertEqual(tables.spread([3, 1, 2]), "2.00 (3.00)")
        self.assertEqual(tables.spread([3, 1, 2], 0, min), "2 (1)")
        text = tables.markdown(tables.Table(["", "x"], [["a", 1]], [("it holds", False)]))
        self.assertEqual(text, "|  | x |\n|---|---:|\n| a | 1 |\n\n- Not reached: it holds.")

    def test_only_what_stands_between_the_markers_changes(self):
        page = "a\n<!-- figure 1 -->\nold\n<!-- end of figure 1 -->\nb\n"
        self.assertEqual(tables.replaced(page, 1, "new"), page.replace("old", "new"))
        with self.assertRaises(ValueError):
            tables.replaced(page, 2, "new")

    def test_the_page_has_a_place_for_every_figure(self):
        page = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
        for number in run.FIGURES:
            self.assertIn("measured", tables.replaced(page, number, "measured"))


class Command(unittest.TestCase):
    def test_a_command_is_measured_and_its_exit_code_kept(self):
        script = "import sys; block = bytearray(64 << 20); print('out'); sys.exit(4)"
        with tempfile.TemporaryDirectory() as name:
            result = run_command([sys.executable, "-c", script], pathlib.Path(name))
        self.assertEqual((result.code, result.output), (4, "out\n"))
        self.assertTrue(64 < result.peak_mib < 128, result.peak_mib)
        self.assertGreater(result.seconds, 0)

    def test_times_are_written_without_idle_zeros(self):
        self.assertEqual([seconds_text(value) for value in (30, 0.28, 1.6349)], ["30", "0.28", "1.635"])


def main():
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules[__name__])
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=1).run(suite)
    failed = len(result.failures) + len(result.errors)
    skipped = len(result.skipped)
    print(f"{result.testsRun - failed - skipped} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or not result.testsRun else 0


if __name__ == "__main__":
    sys.exit(main())
