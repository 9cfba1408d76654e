#include "planning/help.hpp"

#include <array>
#include <iterator>

#include <fmt/core.h>
#include <fmt/format.h>

namespace bailiwick::planning {
namespace {

constexpr std::size_t kColumns = 100;
constexpr std::size_t kIndent = 6;

struct Topic {
  std::string_view name;
  std::string_view summary;
  std::string_view text;
};

constexpr std::array<Topic, 4> kTopics = {{
    {"files", "which files are read, and how they may look", R"(Files

  units      A CSV file with one unit (ZIP, county, postcode, account) a row: an id, its place and its
             measures.

                 zip,lon,lat,population,hospitals
                 01001,-72.6227,42.0702,16769,0

             The delimiter (comma, semicolon, tab), decimal commas, a byte order mark, CRLF and
             Latin-1 bytes are recognised and said. Ids may have lost their leading zeros in other
             files. Columns are found by their usual names, or named with --id-column,
             --lon-column and --lat-column.
  edges      Two unit ids a line: who borders whom.
  shapes     GeoJSON or TopoJSON of the units' areas. Those that share a border are neighbours.
  plan       unit,territory. What `design` writes, and what --keep, `check` and `compare` read.
  lock, forbid    unit,territory
  must-link  group,unit
  barrier    unit,unit
  centers    territory, then unit or lon,lat, and kind: pinned or preferred.

Without edges and shapes, neighbours come from a Delaunay triangulation of the places with over-long
edges cut and every part joined to the rest at its nearest pair of units.
)"},
    {"balance", "how demands and wishes are weighed", R"(Balance

  --balance population=2%   is a demand: every territory's population lies between 98% and 102% of an
                            equal part. Give it for several measures and all hold at once.
  --soft hospitals=20km     is a wish: being off by 100% on average costs as much as every unit lying
                            20 km further from its centre. Larger is stronger.
  --balance units=5%        balances the number of units.

Demands that no plan can meet are refused before any time is spent, each with its figures (exit code
4). 'Not found in the time' is never called impossible: then the nearest plan is written (exit code 1).
Targets, shares and caps a territory are said in a problem file (--problem).
)"},
    {"proof", "what the lower bound and the gap mean", R"(Proof

Every plan comes with a lower bound: no plan that meets the same demands can be better than that,
whatever program makes it. The gap says how far the plan is from the bound:

    gap = (cost of the plan - bound) / bound

A gap of 3% means that the plan is at most 3% worse than the best there can be; it may be the best.
More time (--bound-seconds, or `bailiwick bound`) raises the bound. Where nothing is proven for what
was asked, the report says "no proof" and why.
)"},
    {"exit-codes", "what the exit code says to scripts", R"(Exit codes

    0  done; the plan that was made or judged meets every demand
    1  a plan was made or judged, but it does not meet every demand
    2  the command line is wrong
    3  a file, or a value in one, is wrong
    4  impossible: no plan can meet the demands, and the reasons are named
    5  the operating system refused: a missing file, a full disk
  130  interrupted (Ctrl-C); the best plan so far was written where there was one, and says so
)"},
}};

// Breaks a text into lines that fit, each behind `indent` blanks.
std::string wrapped(std::string_view text, std::size_t indent) {
  std::string out;
  std::string line(indent, ' ');
  bool is_empty = true;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!is_empty && line.size() + 1 + word.size() > kColumns) {
      out += line + "\n";
      line.assign(indent, ' ');
      is_empty = true;
    }
    if (!is_empty) line += ' ';
    line += word;
    is_empty = false;
  }
  return out + line + "\n";
}

}  // namespace

std::string overview_help(std::span<const CommandSpec> commands) {
  std::string out =
      "Bailiwick designs sales territories: balanced, connected, compact, and with a proof of how "
      "good they are.\n\n"
      "  bailiwick design --units units.csv --territories 500 --balance population=2% --out plan\n"
      "  open plan/report.html\n\nCommands\n";
  for (const CommandSpec& command : commands) {
    fmt::format_to(std::back_inserter(out), "  {:<9} {}\n", command.name, command.summary);
  }
  out += "  help      this text, a command (bailiwick help design) or a topic\n\nTopics\n";
  for (const Topic& topic : kTopics) {
    fmt::format_to(std::back_inserter(out), "  {:<11} {}\n", topic.name, topic.summary);
  }
  return out + "\nbailiwick --version says which version this is.\n";
}

std::string command_help(const CommandSpec& command) {
  std::string out =
      fmt::format("bailiwick {} {}\n\n{}\n", command.name, command.usage, command.teaching);
  std::string_view group;
  for (const OptionSpec& option : command.options) {
    if (option.group != group) {
      group = option.group;
      fmt::format_to(std::back_inserter(out), "\n{}\n", group);
    }
    fmt::format_to(std::back_inserter(out), "  --{}{}{}{}\n", option.name,
                   option.argument.empty() ? "" : " ", option.argument,
                   option.is_repeatable ? "   (may be given again)" : "");
    out += wrapped(option.help, kIndent);
  }
  return out;
}

std::optional<std::string> topic_help(std::string_view name) {
  for (const Topic& topic : kTopics) {
    if (topic.name == name) return std::string(topic.text);
  }
  return std::nullopt;
}

std::vector<std::string> topic_names() {
  std::vector<std::string> names;
  for (const Topic& topic : kTopics) names.emplace_back(topic.name);
  return names;
}

}  // namespace bailiwick::planning
