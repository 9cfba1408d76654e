#include "planning/board_text.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>
#include <set>

#include <fmt/core.h>

#include "platform/files/error_log.hpp"

namespace bailiwick::planning {
namespace {

namespace files = platform::files;

constexpr std::string_view kHead = "bailiwick plan 1";

std::string in_quotes(std::string_view text) { return nlohmann::json(text).dump(); }

// Plain where it can be read back so.
std::string word_of(const std::string& text) {
  const bool is_plain =
      !text.empty() && text.front() != '#' && std::ranges::none_of(text, [](char c) {
        return c == '"' || static_cast<unsigned char>(c) <= ' ';
      });
  return is_plain ? text : in_quotes(text);
}

// The words of a line; nothing where a quoted one does not end or is no JSON string.
std::optional<std::vector<std::string>> words_of(std::string_view line) {
  std::vector<std::string> words;
  std::size_t i = 0;
  while (i < line.size()) {
    if (line[i] == ' ' || line[i] == '\t' || line[i] == '\r') {
      ++i;
      continue;
    }
    std::size_t end = i;
    if (line[i] != '"') {
      while (end < line.size() && line[end] != ' ' && line[end] != '\t' && line[end] != '\r') ++end;
      words.emplace_back(line.substr(i, end - i));
      i = end;
      continue;
    }
    for (end = i + 1; end < line.size() && line[end] != '"'; ++end)
      if (line[end] == '\\') ++end;
    if (end >= line.size()) return std::nullopt;
    const auto json = nlohmann::json::parse(line.substr(i, end + 1 - i), nullptr, false);
    if (!json.is_string()) return std::nullopt;
    words.push_back(json.get<std::string>());
    i = end + 1;
  }
  return words;
}

class Reader {
 public:
  explicit Reader(const files::TextFile& file) : file_(file), log_(file.name) {}

  Checked<BoardText> read() {
    std::string_view rest = file_.text;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      ++line_;
      read_line(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (!has_head_) refuse(fmt::format("The first line must be \"{}\".", kHead));
    for (const auto& [unit, line] : homeless_)
      log_.add("P122", fmt::format("{}, line {}: unit \"{}\" is of a territory that no line "
                                   "declares.",
                                   file_.name, line, unit));
    read_demands();
    if (!log_.is_empty()) return fail(log_.take());
    return std::move(text_);
  }

 private:
  void refuse(std::string_view why) { refuse_at(line_, why); }

  void refuse_at(std::size_t line, std::string_view why) {
    log_.add("P122", fmt::format("{}, line {}: {}", file_.name, line, why));
  }

  void read_line(std::string_view line) {
    const auto words = words_of(line);
    if (!words) return refuse("a text in quotes does not end, or is no JSON string.");
    if (words->empty() || words->front().starts_with('#')) return;
    const std::string& kind = words->front();
    if (!has_head_) {
      has_head_ = true;
      if (*words != std::vector<std::string>{"bailiwick", "plan", "1"})
        refuse(fmt::format("the first line must be \"{}\".", kHead));
    } else if (kind == "name" && words->size() == 2) {
      text_.name = words->at(1);
    } else if (kind == "territory" && words->size() == 4) {
      read_territory(*words);
    } else if (kind == "unit" &&
               (words->size() == 3 || (words->size() == 4 && words->at(3) == "locked"))) {
      read_unit(*words);
    } else if (parse_demand_kind(kind)) {
      demands_.emplace_back(*words, line_);
    } else {
      refuse(
          "it is none of: name \"NAME\"; territory CODE ID \"NAME\"; unit UNIT CODE [locked]; pin "
          "CODE UNIT; forbid CODE UNIT; together UNIT UNIT...; barrier UNIT UNIT.");
    }
  }

  void read_territory(const std::vector<std::string>& words) {
    const auto id = TerritoryId::parse(words[2]);
    if (!id) return refuse(fmt::format("\"{}\" is no territory's id.", words[2]));
    const auto place = text_.board.territory_count();
    if (!ids_.insert(*id).second || !codes_.emplace(words[1], place).second)
      return refuse("another line declares this territory.");
    text_.board.territories.push_back({*id, words[3]});
  }

  void read_unit(const std::vector<std::string>& words) {
    if (!units_.insert(words[1]).second)
      return refuse(fmt::format("another line names unit \"{}\".", words[1]));
    const auto territory = codes_.find(words[2]);
    if (territory == codes_.end()) {
      homeless_.emplace_back(words[1], line_);
      return;
    }
    text_.units.push_back(words[1]);
    text_.board.territory_of.push_back(territory->second);
    text_.board.is_locked.push_back(words.size() == 4 ? 1 : 0);
  }

  // At the end: they may stand before what they name.
  void read_demands() {
    std::map<std::string_view, std::int32_t> place_of;
    for (std::size_t u = 0; u < text_.units.size(); ++u)
      place_of[text_.units[u]] = static_cast<std::int32_t>(u);
    for (const auto& [words, line] : demands_) {
      Demand demand{.kind = *parse_demand_kind(words.front())};
      std::size_t next = 1;
      if (names_territory(demand.kind) && next < words.size()) {
        const auto territory = codes_.find(words[next++]);
        if (territory == codes_.end())
          refuse_at(line, fmt::format("no line declares territory \"{}\".", words[1]));
        else
          demand.territory = territory->second;
      }
      bool are_known = true;
      for (; next < words.size(); ++next) {
        const auto unit = place_of.find(words[next]);
        are_known = are_known && unit != place_of.end();
        if (unit == place_of.end())
          refuse_at(line, fmt::format("no line names unit \"{}\".", words[next]));
        else
          demand.units.push_back(unit->second);
      }
      std::ranges::sort(demand.units);
      if (are_known && !has_right_count(demand.kind, demand.units.size()))
        refuse_at(line, fmt::format("\"{}\" is of {}.", words.front(), count_wanted(demand.kind)));
      text_.board.demands.push_back(std::move(demand));
    }
    put_in_order(text_.board.demands);
  }

  const files::TextFile& file_;
  files::ErrorLog log_;
  std::size_t line_ = 0;
  bool has_head_ = false;
  std::set<TerritoryId> ids_;
  std::map<std::string, std::int32_t> codes_;
  std::set<std::string> units_;
  std::vector<std::pair<std::string, std::size_t>> homeless_;
  std::vector<std::pair<std::vector<std::string>, std::size_t>> demands_;
  BoardText text_;
};

std::vector<std::size_t> by_id(const std::vector<std::string>& units) {
  std::vector<std::size_t> order(units.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t u) -> const std::string& { return units[u]; });
  return order;
}

// "pin T1 00501"; units by id.
std::string demand_line(const Demand& demand, const std::vector<std::string>& units,
                        const std::function<std::string(std::int32_t)>& territory) {
  std::string line(name_of(demand.kind));
  if (demand.territory != kAnyTerritory) line += " " + territory(demand.territory);
  std::vector<std::string> ids;
  for (const std::int32_t unit : demand.units) ids.push_back(units[at(unit)]);
  std::ranges::sort(ids);
  for (const std::string& id : ids) line += " " + word_of(id);
  return line;
}

// By their text, which does not depend on the order of units.
std::vector<std::string> demand_lines(const BoardText& plan,
                                      const std::function<std::string(std::int32_t)>& territory) {
  std::vector<std::string> lines;
  for (const Demand& demand : plan.board.demands)
    lines.push_back(demand_line(demand, plan.units, territory));
  std::ranges::sort(lines);
  return lines;
}

// The demands with their units and territories in another numbering; those with one that has no place there are left out.
Demands renumbered(const Demands& demands, const std::vector<std::int32_t>& unit_to,
                   const std::vector<std::int32_t>& territory_to) {
  Demands all;
  for (Demand demand : demands) {
    for (std::int32_t& unit : demand.units) unit = unit_to[at(unit)];
    std::ranges::sort(demand.units);
    if (demand.units.front() < 0) continue;
    if (demand.territory != kAnyTerritory) demand.territory = territory_to[at(demand.territory)];
    all.push_back(std::move(demand));
  }
  put_in_order(all);
  return all;
}

std::string name_at(const Board& board, std::int32_t t) {
  return t < 0 ? std::string("none") : in_quotes(board.territories[at(t)].name);
}

// What is demanded in one of them alone, a line each.
std::string demands_diff(const BoardText& ours, const BoardText& theirs) {
  const auto lines = [](const BoardText& text) {
    return demand_lines(text, [&](std::int32_t t) { return name_at(text.board, t); });
  };
  const std::vector<std::string> before = lines(ours);
  const std::vector<std::string> after = lines(theirs);
  std::vector<std::string> gone;
  std::vector<std::string> come;
  std::ranges::set_difference(before, after, std::back_inserter(gone));
  std::ranges::set_difference(after, before, std::back_inserter(come));
  std::string out;
  for (const std::string& line : come) out += fmt::format("demand made: {}\n", line);
  for (const std::string& line : gone) out += fmt::format("demand given up: {}\n", line);
  return out;
}

}  // namespace

std::string text_of(const BoardText& plan) {
  std::string out = fmt::format("{}\nname {}\n", kHead, in_quotes(plan.name));
  const Board& board = plan.board;
  for (std::size_t t = 0; t < board.territories.size(); ++t)
    out += fmt::format("territory T{} {} {}\n", t + 1, board.territories[t].id.text(),
                       in_quotes(board.territories[t].name));
  for (const std::size_t u : by_id(plan.units))
    out += fmt::format("unit {} T{}{}\n", word_of(plan.units[u]), board.territory_of[u] + 1,
                       board.is_locked[u] != 0 ? " locked" : "");
  for (const std::string& line :
       demand_lines(plan, [](std::int32_t t) { return fmt::format("T{}", t + 1); }))
    out += line + "\n";
  return out;
}

Checked<BoardText> parse_board_text(const files::TextFile& file) { return Reader(file).read(); }

Checked<void> align_units(std::vector<BoardText*> texts) {
  for (BoardText* text : texts) {
    BoardText sorted{.name = text->name, .units = {}, .board = {}};
    sorted.board.territories = text->board.territories;
    std::vector<std::int32_t> unit_to(text->units.size());
    std::vector<std::int32_t> same(text->board.territories.size());
    std::iota(same.begin(), same.end(), 0);
    for (const std::size_t u : by_id(text->units)) {
      unit_to[u] = static_cast<std::int32_t>(sorted.units.size());
      sorted.units.push_back(text->units[u]);
      sorted.board.territory_of.push_back(text->board.territory_of[u]);
      sorted.board.is_locked.push_back(text->board.is_locked[u]);
    }
    sorted.board.demands = renumbered(text->board.demands, unit_to, same);
    *text = std::move(sorted);
  }
  Errors errors;
  for (std::size_t i = 1; i < texts.size(); ++i) {
    std::vector<std::string> other;
    std::ranges::set_symmetric_difference(texts[0]->units, texts[i]->units,
                                          std::back_inserter(other));
    if (!other.empty())
      errors.push_back({ErrorCode::kInvalidInput, "P123",
                        fmt::format("\"{}\" and \"{}\" do not divide the same units: {} unit(s) "
                                    "are in one alone, \"{}\" first.",
                                    texts[0]->name, texts[i]->name, other.size(), other.front())});
  }
  if (!errors.empty()) return fail(std::move(errors));
  return {};
}

std::string diff_text(const BoardText& ours, const BoardText& theirs) {
  const BoardDiff found = diff(ours.board, theirs.board);
  std::string out = fmt::format("{} unit(s) change hands\n", found.moves.size());
  for (const TerritoryPair& pair : found.territories) {
    const auto gained = std::ranges::count(found.moves, pair.theirs.value_or(-1), &UnitMove::to);
    const auto lost = std::ranges::count(found.moves, pair.ours.value_or(-1), &UnitMove::from);
    const std::string before = name_at(ours.board, pair.ours.value_or(-1));
    const std::string after = name_at(theirs.board, pair.theirs.value_or(-1));
    if (!pair.ours)
      out += fmt::format("new territory {}, +{}\n", after, gained);
    else if (!pair.theirs)
      out += fmt::format("territory {} ends, -{}\n", before, lost);
    else if (gained > 0 || lost > 0 || before != after)
      out += fmt::format("territory {}{}, +{} -{}\n", before,
                         before == after ? "" : " becomes " + after, gained, lost);
  }
  for (const UnitMove& move : found.moves)
    out += fmt::format("unit {} {} -> {}\n", word_of(ours.units[at(move.unit)]),
                       name_at(ours.board, move.from), name_at(theirs.board, move.to));
  for (std::size_t u = 0; u < ours.units.size(); ++u)
    if (ours.board.is_locked[u] != theirs.board.is_locked[u])
      out += fmt::format("unit {} {}\n", word_of(ours.units[u]),
                         theirs.board.is_locked[u] != 0 ? "locked" : "unlocked");
  return out + demands_diff(ours, theirs);
}

MergedText merge_text(const BoardText& base, const BoardText& ours, const BoardText& theirs,
                      const MergeChoices& choices) {
  const BoardMerge result = merge(base.board, ours.board, theirs.board, choices);
  MergedText merged;
  for (const UnitConflict& conflict : result.conflicts)
    merged.conflicts.push_back(
        fmt::format("unit {} base {} ours {} theirs {}", word_of(ours.units[at(conflict.unit)]),
                    name_at(result.merged, conflict.base), name_at(result.merged, conflict.ours),
                    name_at(result.merged, conflict.theirs)));
  for (const NameConflict& conflict : result.name_conflicts)
    merged.conflicts.push_back(fmt::format("name of {} base {} ours {} theirs {}",
                                           conflict.id.text(), in_quotes(conflict.base),
                                           in_quotes(conflict.ours), in_quotes(conflict.theirs)));
  merged.text = text_of({.name = ours.name, .units = ours.units, .board = result.merged});
  return merged;
}

Checked<Board> board_after(const Board& now, const files::UnitLookup& units,
                           const BoardText& text) {
  Board after = now;
  std::map<TerritoryId, std::int32_t> place_of;
  for (std::int32_t t = 0; t < now.territory_count(); ++t) place_of[now.territories[at(t)].id] = t;
  std::vector<std::int32_t> numbers;
  for (const BoardTerritory& territory : text.board.territories) {
    const auto [found, is_new] = place_of.emplace(territory.id, after.territory_count());
    if (is_new)
      after.territories.push_back(territory);
    else
      after.territories[at(found->second)].name = territory.name;
    numbers.push_back(found->second);
  }
  files::ErrorLog log("the text");
  std::vector<std::int32_t> unit_to(text.units.size(), -1);
  std::vector<std::uint8_t> is_named(now.territory_of.size(), 0);
  for (std::size_t u = 0; u < text.units.size(); ++u) {
    const auto unit = units.find_exact(text.units[u]);
    if (!unit) {
      log.add("P122", fmt::format("The plan's data set has no unit \"{}\".", text.units[u]));
      continue;
    }
    after.territory_of[at(*unit)] = numbers[at(text.board.territory_of[u])];
    after.is_locked[at(*unit)] = text.board.is_locked[u];
    unit_to[u] = *unit;
    is_named[at(*unit)] = 1;
  }
  if (!log.is_empty()) return fail(log.take());
  // Demands about units that the text does not name stay, too.
  std::erase_if(after.demands, [&](const Demand& demand) {
    return std::ranges::all_of(demand.units, [&](std::int32_t u) { return is_named[at(u)] != 0; });
  });
  after.demands = changed(after.demands, renumbered(text.board.demands, unit_to, numbers), {});
  return after;
}

}  // namespace bailiwick::planning
