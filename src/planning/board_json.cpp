#include "planning/board_json.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace bailiwick::planning {
namespace {

using Json = nlohmann::json;

void put_figures(Json& json, const BoardFigures& figures) {
  json["units"] = figures.units;
  json["amounts"] = figures.amounts;
  json["deviations"] = figures.deviations;
  json["rms_km"] = figures.rms_km;
  json["radius_km"] = figures.radius_km;
  json["pieces"] = figures.pieces;
  if (figures.centre)
    json["centre"] = {{"lon", figures.centre->lon_deg}, {"lat", figures.centre->lat_deg}};
}

Json territory_json(const Desk& desk, std::int32_t t) {
  Json json = {{"index", t},
               {"id", desk.board.territories[at(t)].id.text()},
               {"name", desk.board.territories[at(t)].name},
               {"colour", desk.colours[at(t)]}};
  put_figures(json, desk.judgement.territories[at(t)]);
  return json;
}

Json demand_json(const Demand& demand) {
  Json json = {{"kind", name_of(demand.kind)}, {"units", demand.units}};
  if (demand.territory != kAnyTerritory) json["territory"] = demand.territory;
  return json;
}

Json demands_json_of(const Demands& demands) {
  Json list = Json::array();
  for (const Demand& demand : demands) list.push_back(demand_json(demand));
  return list;
}

Json breaches_json(const std::vector<BoardBreach>& breaches) {
  Json list = Json::array();
  for (const BoardBreach& breach : breaches) {
    Json json = {{"kind", name_of(breach.kind)}, {"territory", breach.territory}};
    if (breach.kind == BoardBreach::Kind::kBalance) {
      json["measure"] = breach.measure;
      json["deviation"] = breach.deviation;
      json["tolerance"] = breach.tolerance;
    }
    if (breach.kind == BoardBreach::Kind::kPieces) json["pieces"] = breach.pieces;
    if (breach.demand) json["demand"] = demand_json(*breach.demand);
    list.push_back(std::move(json));
  }
  return list;
}

Json change_name_json(const BoardChange& change) {
  Json json = {{"number", change.number}, {"kind", name_of(change.kind)}, {"units", change.units}};
  if (!change.by.is_nil()) json["by"] = change.by.text();
  return json;
}

void put_undo_redo(Json& json, const UndoRedo& targets) {
  if (targets.undo) json["undo"] = change_name_json(*targets.undo);
  if (targets.redo) json["redo"] = change_name_json(*targets.redo);
}

std::vector<std::int32_t> locked_units(const Board& board) {
  std::vector<std::int32_t> units;
  for (std::size_t u = 0; u < board.is_locked.size(); ++u)
    if (board.is_locked[u] != 0) units.push_back(static_cast<std::int32_t>(u));
  return units;
}

// Territories whose figures, name or presence a patch touches.
std::set<std::int32_t> touched_by(const BoardOutcome& outcome) {
  std::set<std::int32_t> all;
  for (const UnitMove& move : outcome.patch.moves) all.insert({move.from, move.to});
  for (const TerritoryRename& rename : outcome.patch.renamed) all.insert(rename.index);
  for (const Demands* demands : {&outcome.patch.demanded, &outcome.patch.released})
    for (const Demand& demand : *demands) {
      if (demand.territory != kAnyTerritory) all.insert(demand.territory);
      for (const std::int32_t unit : demand.units)
        all.insert(outcome.after->board.territory_of[at(unit)]);
    }
  // Where the number of territories changes every share does.
  const std::int32_t before = outcome.before->board.territory_count();
  const std::int32_t after = outcome.after->board.territory_count();
  if (before != after)
    for (std::int32_t t = 0; t < std::max(before, after); ++t) all.insert(t);
  for (std::int32_t t = 0; t < std::min(before, after); ++t)
    if (outcome.before->colours[at(t)] != outcome.after->colours[at(t)]) all.insert(t);
  return all;
}

Json amounts_of(const Desk& desk, std::span<const UnitMove> moves) {
  Json amounts = Json::object();
  for (const territory::Measure& measure : desk.ground->problem.measures) {
    std::int64_t total = 0;
    for (const UnitMove& move : moves) total += measure.values[at(move.unit)];
    amounts[measure.name] = static_cast<double>(total) / std::pow(10.0, measure.decimals);
  }
  return amounts;
}

// {measure: {moved, share}}
Json moved_json(const PlanDiff& diff) {
  Json json = Json::object();
  const Json moved = amounts_of(*diff.ours, diff.diff.moves);
  for (const territory::Measure& measure : diff.ours->ground->problem.measures) {
    double total = 0.0;
    for (const std::int64_t value : measure.values) total += static_cast<double>(value);
    total /= std::pow(10.0, measure.decimals);
    const double amount = moved.at(measure.name).get<double>();
    json[measure.name] = {{"moved", amount}, {"share", total > 0.0 ? amount / total : 0.0}};
  }
  return json;
}

Json flows_json(const PlanDiff& diff) {
  std::map<std::pair<std::int32_t, std::int32_t>, std::vector<UnitMove>> flows;
  for (const UnitMove& move : diff.diff.moves) flows[{move.from, move.to}].push_back(move);
  std::vector<Json> list;
  for (const auto& [way, moves] : flows)
    list.push_back(Json{{"from", diff.ours->board.territories[at(way.first)].name},
                        {"to", diff.theirs->board.territories[at(way.second)].name},
                        {"units", moves.size()},
                        {"amounts", amounts_of(*diff.ours, moves)}});
  std::ranges::stable_sort(list, std::ranges::greater(),
                           [](const Json& flow) { return flow.at("units").get<std::int64_t>(); });
  return Json(list);
}

Json pairs_json(const PlanDiff& diff) {
  std::map<std::int32_t, std::int64_t> lost;    // by place in ours
  std::map<std::int32_t, std::int64_t> gained;  // by place in theirs
  for (const UnitMove& move : diff.diff.moves) {
    ++lost[move.from];
    ++gained[move.to];
  }
  Json list = Json::array();
  for (const TerritoryPair& pair : diff.diff.territories) {
    const Desk& named = pair.ours ? *diff.ours : *diff.theirs;
    const BoardTerritory& t = named.board.territories[at(pair.ours ? *pair.ours : *pair.theirs)];
    Json json = {{"id", t.id.text()},
                 {"name", t.name},
                 {"units_gained", pair.theirs ? gained[*pair.theirs] : 0},
                 {"units_lost", pair.ours ? lost[*pair.ours] : 0}};
    if (pair.ours) {
      json["index"] = *pair.ours;
      put_figures(json["before"], diff.ours->judgement.territories[at(*pair.ours)]);
    }
    if (pair.theirs) {
      json["index_then"] = *pair.theirs;
      put_figures(json["after"], diff.theirs->judgement.territories[at(*pair.theirs)]);
      const std::string& then = diff.theirs->board.territories[at(*pair.theirs)].name;
      if (then != t.name) json["name_then"] = then;
    }
    list.push_back(std::move(json));
  }
  return list;
}

Json moves_listed(std::span<const UnitMove> moves) {
  Json list = Json::array();
  for (const UnitMove& move : moves) list.push_back({move.unit, move.from, move.to});
  return list;
}

std::vector<NewDemand> new_demands_of(const Json& body, const char* key) {
  std::vector<NewDemand> demands;
  for (const Json& one : body.value(key, Json::array())) {
    NewDemand demand{
        .kind = parse_demand_kind(one.at("kind").get<std::string>()).value_or(DemandKind::kPin),
        .units = one.at("units").get<std::vector<std::string>>()};
    if (one.contains("territory")) demand.territory = one.at("territory").get<std::int32_t>();
    demands.push_back(std::move(demand));
  }
  return demands;
}

MergeSide side_of(const Json& json, const char* key) {
  return parse_merge_side(json.at(key).get<std::string>()).value_or(MergeSide::kOurs);
}

}  // namespace

Json totals_json(const BoardTotals& totals) {
  return {{"rms_km", totals.rms_km},
          {"fragments", totals.fragments},
          {"worst_deviation", totals.worst_deviation},
          {"outside", totals.outside},
          {"violations", totals.violation_count}};
}

Json board_json(const BoardView& view) {
  const Desk& desk = *view.desk;
  Json territories = Json::array();
  for (std::int32_t t = 0; t < desk.board.territory_count(); ++t)
    territories.push_back(territory_json(desk, t));
  Json json = {{"plan", desk.plan.id.text()},
               {"revision", desk.revision},
               {"state", name_of(desk.plan.state)},
               {"territories", std::move(territories)},
               {"territory_of", desk.board.territory_of},
               {"locked", locked_units(desk.board)},
               {"demands", demands_json_of(desk.board.demands)},
               {"totals", totals_json(desk.judgement.totals)}};
  put_undo_redo(json, view.undo_redo);
  if (view.parent) json["base"] = {{"plan", view.parent->id.text()}, {"name", view.parent->name}};
  return json;
}

Json change_json(const BoardChange& change) {
  Json json = change_name_json(change);
  json["at"] = to_text(change.at);
  json["territories"] = change.territories;
  if (change.demanded > 0) json["demanded"] = change.demanded;
  if (change.released > 0) json["released"] = change.released;
  if (change.reason) json["reason"] = *change.reason;
  if (change.takes_back) json["takes_back"] = *change.takes_back;
  if (change.proposal) json["proposal"] = change.proposal->text();
  if (change.state) json["state"] = name_of(*change.state);
  return json;
}

Json outcome_json(const BoardOutcome& outcome) {
  Json moved = Json::array();
  for (const UnitMove& move : outcome.patch.moves) moved.push_back({move.unit, move.to});
  Json before = Json::array();
  Json after = Json::array();
  for (const std::int32_t t : touched_by(outcome)) {
    if (t < outcome.before->board.territory_count())
      before.push_back(territory_json(*outcome.before, t));
    if (t < outcome.after->board.territory_count())
      after.push_back(territory_json(*outcome.after, t));
  }
  Json json = {{"written", outcome.change.has_value()},
               {"revision", outcome.after->revision},
               {"territory_count", outcome.after->board.territory_count()},
               {"territory_of", std::move(moved)},
               {"locked", outcome.patch.locked},
               {"unlocked", outcome.patch.unlocked},
               {"demanded", demands_json_of(outcome.patch.demanded)},
               {"released", demands_json_of(outcome.patch.released)},
               {"before", std::move(before)},
               {"after", std::move(after)},
               {"totals_before", totals_json(outcome.before->judgement.totals)},
               {"totals", totals_json(outcome.after->judgement.totals)},
               {"breaks", breaches_json(outcome.effect.breaks)},
               {"mends", breaches_json(outcome.effect.mends)}};
  if (outcome.change) json["change"] = change_json(*outcome.change);
  put_undo_redo(json, outcome.undo_redo);
  return json;
}

Json diff_json(const PlanDiff& diff) {
  const auto named = [](const Plan& plan) {
    return Json{{"id", plan.id.text()}, {"name", plan.name}};
  };
  return {{"plan", named(diff.ours->plan)},
          {"with", named(diff.theirs->plan)},
          {"units_moved", diff.diff.moves.size()},
          {"measures", moved_json(diff)},
          {"territories", pairs_json(diff)},
          {"flows", flows_json(diff)},
          {"moves", moves_listed(diff.diff.moves)},
          {"demanded", demands_json_of(diff.diff.demanded)},
          {"released", demands_json_of(diff.diff.released)},
          {"totals", totals_json(diff.ours->judgement.totals)},
          {"totals_then", totals_json(diff.theirs->judgement.totals)}};
}

Json merge_json(const PlanMerge& merge) {
  const std::vector<BoardTerritory>& territories = merge.merge.merged.territories;
  const auto name = [&](std::int32_t t) { return t < 0 ? std::string() : territories[at(t)].name; };
  Json conflicts = Json::array();
  for (const UnitConflict& conflict : merge.merge.conflicts)
    conflicts.push_back({{"unit", conflict.unit},
                         {"base", name(conflict.base)},
                         {"ours", name(conflict.ours)},
                         {"theirs", name(conflict.theirs)}});
  Json names = Json::array();
  for (const NameConflict& conflict : merge.merge.name_conflicts)
    names.push_back({{"id", conflict.id.text()},
                     {"base", conflict.base},
                     {"ours", conflict.ours},
                     {"theirs", conflict.theirs}});
  return {{"conflicts", std::move(conflicts)},
          {"name_conflicts", std::move(names)},
          {"units_taken", merge.outcome.patch.moves.size()},
          {"change", outcome_json(merge.outcome)}};
}

NewBoardChange new_board_change_of(const Json& body) {
  NewBoardChange change;
  change.revision = body.at("revision").get<std::int64_t>();
  for (const Json& move : body.value("moves", Json::array()))
    change.moves.push_back(
        {move.at("to").get<std::int32_t>(), move.at("units").get<std::vector<std::string>>()});
  change.lock = body.value("lock", std::vector<std::string>());
  change.unlock = body.value("unlock", std::vector<std::string>());
  for (const Json& added : body.value("add", Json::array()))
    change.add.push_back(added.at("name").get<std::string>());
  for (const Json& rename : body.value("rename", Json::array()))
    change.rename.push_back(
        {rename.at("index").get<std::int32_t>(), rename.at("name").get<std::string>()});
  change.demand = new_demands_of(body, "demand");
  change.release = new_demands_of(body, "release");
  if (body.contains("reason")) change.reason = body.at("reason").get<std::string>();
  return change;
}

MergeRequest merge_request_of(const Json& body) {
  MergeRequest request;
  request.from = PlanId::parse(body.at("from").get<std::string>()).value_or(PlanId());
  for (const Json& take : body.value("take", Json::array()))
    request.take.push_back({take.at("unit").get<std::string>(), side_of(take, "side")});
  for (const Json& take : body.value("take_names", Json::array()))
    request.take_names.push_back(
        {TerritoryId::parse(take.at("id").get<std::string>()).value_or(TerritoryId()),
         side_of(take, "side")});
  if (body.contains("take_all")) request.take_all = side_of(body, "take_all");
  if (body.contains("reason")) request.reason = body.at("reason").get<std::string>();
  request.is_preview = body.value("preview", false);
  return request;
}

}  // namespace bailiwick::planning
