#include "planning/board_schemas.hpp"

#include "planning/board_service.hpp"

namespace bailiwick::planning {
namespace {

namespace http = platform::http;
using http::kOptional;

constexpr auto kUnitsMax = static_cast<std::size_t>(kBoardUnitsMax);
constexpr std::size_t kTerritoriesListed = 20'000;

http::Schema index() { return http::integer(0, kTerritoriesMax); }
http::Schema unit() { return http::integer(0, kBoardUnitsMax); }
http::Schema share() { return http::number(-1e12, 1e12); }
http::Schema km() { return http::number(0.0, 1e6); }
http::Schema unit_ids() { return http::array(http::text(1, 200), kUnitsMax); }
http::Schema reason() {
  return http::text(0, 4 * kReasonLengthMax).described("Why; shown in the history.");
}
http::Schema demand_kind() { return http::one_of({"pin", "forbid", "together", "barrier"}); }

http::Schema demand_schema() {
  return http::object("BoardDemand", {{"kind", demand_kind()},
                                      {"units", http::array(unit(), kTogetherMax)},
                                      {"territory", index(), kOptional}});
}

http::Schema demands_schema() { return http::array(demand_schema(), kDemandsMax); }

http::Schema new_demands_schema() {
  const http::Schema demand = http::object(
      "NewBoardDemand",
      {{"kind",
        demand_kind().described("pin: the territory's centre is this unit. forbid: the unit is "
                                "never the territory's. together: the units are in one territory. "
                                "barrier: two units do not count as neighbours.")},
       {"units", http::array(http::text(1, 200), kTogetherMax)},
       {"territory", index().described("Of a pin and of a forbidden pair."), kOptional}});
  return http::array(demand, kDemandsMax);
}

http::Schema side() { return http::one_of({"ours", "theirs"}); }

std::vector<http::Field> figure_fields() {
  const http::Schema centre =
      http::object("Place", {{"lon", http::number(-1e9, 1e9)}, {"lat", http::number(-1e9, 1e9)}});
  return {{"units", count_schema()},
          {"amounts", http::map_of(http::number(0.0, 1e18))},
          {"deviations", http::map_of(share())},
          {"rms_km", km()},
          {"radius_km", km()},
          {"pieces", count_schema()},
          {"centre", centre, kOptional}};
}

std::vector<http::Field> change_name_fields() {
  return {{"number", count_schema()},
          {"kind", http::one_of({"edit", "undo", "redo", "restore", "merge", "offer", "import",
                                 "proposal", "approval", "state"})},
          {"units", count_schema()},
          {"by", http::id("person"), kOptional}};
}

http::Schema change_name_schema() { return http::object("BoardChangeName", change_name_fields()); }

}  // namespace

http::Schema board_territory_schema() {
  std::vector<http::Field> fields = {{"index", index()},
                                     {"id", http::id("territory")},
                                     {"name", http::text()},
                                     {"colour", http::integer(0, 5)}};
  for (http::Field& field : figure_fields()) fields.push_back(std::move(field));
  return http::object("BoardTerritory", std::move(fields));
}

http::Schema board_effect_schema() {
  return http::object(
      "BoardEffect",
      {{"kind", http::one_of({"balance", "pieces", "empty", "pin", "forbid", "together"})},
       {"territory", index()},
       {"measure", http::text(), kOptional},
       {"deviation", share(), kOptional},
       {"tolerance", share(), kOptional},
       {"pieces", count_schema(), kOptional},
       {"demand", demand_schema(), kOptional}});
}

http::Schema board_totals_schema() {
  return http::object(
      "BoardTotals",
      {{"rms_km", km()},
       {"fragments", count_schema()},
       {"worst_deviation", http::map_of(http::number(0.0, 1e12))},
       {"outside", http::map_of(count_schema()).described("Territories beyond their tolerance.")},
       {"violations", count_schema()}});
}

http::Schema board_schema() {
  const http::Schema base =
      http::object("BoardBase", {{"plan", http::id("plan")}, {"name", http::text()}});
  return http::object(
      "Board", {{"plan", http::id("plan")},
                {"revision", count_schema().described("The number of its last change.")},
                {"state", http::one_of({"draft", "in_review", "approved", "active", "archived"})},
                {"territories", http::array(board_territory_schema(), kTerritoriesListed)},
                {"territory_of",
                 http::array(index(), kUnitsMax)
                     .described("The territory of each unit, in the order of the data set.")},
                {"locked", http::array(unit(), kUnitsMax)},
                {"demands", demands_schema()},
                {"totals", board_totals_schema()},
                {"undo", change_name_schema(), kOptional},
                {"redo", change_name_schema(), kOptional},
                {"base", base.described("What a scenario was branched from."), kOptional}});
}

http::Schema new_board_change_schema() {
  const http::Schema move = http::object("BoardMove", {{"to", index()}, {"units", unit_ids()}});
  const http::Schema add = http::object("BoardAddition", {{"name", http::text(1, kNameLengthMax)}});
  const http::Schema rename =
      http::object("BoardRename", {{"index", index()}, {"name", http::text(1, kNameLengthMax)}});
  return http::object(
      "NewBoardChange",
      {{"revision", count_schema().described("Of the board that was looked at.")},
       {"moves", http::array(move, kTerritoriesListed), kOptional},
       {"lock", unit_ids(), kOptional},
       {"unlock", unit_ids(), kOptional},
       {"add",
        http::array(add, kTerritoriesListed)
            .described("They get the next indices, which moves of the same change may name."),
        kOptional},
       {"rename", http::array(rename, kTerritoriesListed), kOptional},
       {"demand", new_demands_schema(), kOptional},
       {"release", new_demands_schema(), kOptional},
       {"reason", reason(), kOptional}});
}

http::Schema board_change_schema() {
  std::vector<http::Field> fields = change_name_fields();
  fields.push_back({"at", http::instant()});
  fields.push_back({"territories", http::array(index(), kTerritoriesListed)});
  fields.push_back({"demanded", count_schema().described("Demands made."), kOptional});
  fields.push_back({"released", count_schema().described("Demands given up."), kOptional});
  fields.push_back({"reason", http::text(), kOptional});
  fields.push_back({"takes_back", count_schema(), kOptional});
  fields.push_back(
      {"proposal", http::id("proposal").described("That was accepted by it."), kOptional});
  fields.push_back(
      {"state", http::one_of({"draft", "in_review", "approved", "active", "archived"}), kOptional});
  return http::object("BoardChange", std::move(fields));
}

http::Schema board_outcome_schema() {
  return http::object(
      "BoardOutcome",
      {{"written", http::boolean()},
       {"revision", count_schema()},
       {"territory_count", count_schema()},
       {"change", board_change_schema(), kOptional},
       {"territory_of", http::array(http::array(unit(), 2), kUnitsMax)
                            .described("[unit, its territory now] of each that moved.")},
       {"locked", http::array(unit(), kUnitsMax)},
       {"unlocked", http::array(unit(), kUnitsMax)},
       {"demanded", demands_schema()},
       {"released", demands_schema()},
       {"before", http::array(board_territory_schema(), kTerritoriesListed)},
       {"after", http::array(board_territory_schema(), kTerritoriesListed)},
       {"totals_before", board_totals_schema()},
       {"totals", board_totals_schema()},
       {"breaks", http::array(board_effect_schema())},
       {"mends", http::array(board_effect_schema())},
       {"undo", change_name_schema(), kOptional},
       {"redo", change_name_schema(), kOptional}});
}

http::Schema plan_diff_schema() {
  const http::Schema named =
      http::object("PlanName", {{"id", http::id("plan")}, {"name", http::text()}});
  const http::Schema moved = http::object(
      "MovedMeasure", {{"moved", http::number(0.0, 1e18)}, {"share", http::number(0.0, 1.0)}});
  const http::Schema figures = http::object("BoardFigures", figure_fields());
  const http::Schema pair = http::object("TerritoryDiff", {{"id", http::id("territory")},
                                                           {"name", http::text()},
                                                           {"name_then", http::text(), kOptional},
                                                           {"index", index(), kOptional},
                                                           {"index_then", index(), kOptional},
                                                           {"before", figures, kOptional},
                                                           {"after", figures, kOptional},
                                                           {"units_gained", count_schema()},
                                                           {"units_lost", count_schema()}});
  const http::Schema flow =
      http::object("PlanFlow", {{"from", http::text()},
                                {"to", http::text()},
                                {"units", count_schema()},
                                {"amounts", http::map_of(http::number(0.0, 1e18))}});
  return http::object(
      "PlanDiff",
      {{"plan", named},
       {"with", named},
       {"units_moved", count_schema()},
       {"measures", http::map_of(moved)},
       {"territories", http::array(pair, 2 * kTerritoriesListed)},
       {"flows", http::array(flow)},
       {"moves", http::array(http::array(unit(), 3), kUnitsMax)
                     .described("[unit, its territory here, its territory in the other].")},
       {"demanded", demands_schema().described("Of the other alone, with its territories.")},
       {"released", demands_schema().described("Of this plan alone, with its territories.")},
       {"totals", board_totals_schema()},
       {"totals_then", board_totals_schema()}});
}

http::Schema merge_request_schema() {
  const http::Schema take =
      http::object("MergeUnit", {{"unit", http::text(1, 200)}, {"side", side()}});
  const http::Schema name =
      http::object("MergeName", {{"id", http::id("territory")}, {"side", side()}});
  return http::object(
      "MergeRequest",
      {{"from", http::id("plan").described("The plan whose changes are brought in.")},
       {"take", http::array(take, kUnitsMax), kOptional},
       {"take_names", http::array(name, kTerritoriesListed), kOptional},
       {"take_all", side().described("Settles every conflict that `take` does not."), kOptional},
       {"reason", reason(), kOptional},
       {"preview", http::boolean(), kOptional}});
}

http::Schema plan_merge_schema() {
  const http::Schema conflict = http::object(
      "MergeConflict",
      {{"unit", unit()}, {"base", http::text()}, {"ours", http::text()}, {"theirs", http::text()}});
  const http::Schema name = http::object("MergeNameConflict", {{"id", http::id("territory")},
                                                               {"base", http::text()},
                                                               {"ours", http::text()},
                                                               {"theirs", http::text()}});
  return http::object("PlanMerge", {{"conflicts", http::array(conflict, kUnitsMax)},
                                    {"name_conflicts", http::array(name, kTerritoriesListed)},
                                    {"units_taken", count_schema()},
                                    {"change", board_outcome_schema()}});
}

}  // namespace bailiwick::planning
