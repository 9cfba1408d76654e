// Goal: the territories of a sales company and who had them since 2011 come in as dated assignments, and say on every day what the files say. Method: the
// tables of AdventureWorks, without header rows, through the command line; what is expected is read from the files here, line by line; skipped where they are
// not there.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "base/text.hpp"
#include "main/application.hpp"
#include "main/operator.hpp"
#include "tests/support/command_said.hpp"
#include "tests/support/databases.hpp"
#include "tests/support/shared.hpp"

namespace bailiwick {
namespace {

using nlohmann::json;

// A line of the history: who had which territory from which day to which, the last one included; ISO dates compare as texts.
struct HistoryLine {
  std::string seller, territory, from, until;  // until empty: still

  bool covers(const std::string& day) const {
    return from <= day && (until.empty() || day <= until);
  }
  bool meets(const HistoryLine& other) const {
    const bool begins_in_time = other.until.empty() || from <= other.until;
    return territory == other.territory && begins_in_time && (until.empty() || other.from <= until);
  }
};

std::vector<std::vector<std::string>> cells_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(in, line);) {
    std::vector<std::string> cells;
    std::stringstream stream(line);
    for (std::string cell; std::getline(stream, cell, '\t');) cells.push_back(cell);
    rows.push_back(std::move(cells));
  }
  return rows;
}

std::vector<HistoryLine> history_of(const std::filesystem::path& file) {
  std::vector<HistoryLine> history;
  for (const auto& cells : cells_of(file))
    history.push_back(
        {cells.at(1), cells.at(2), cells.at(3).substr(0, 10), cells.at(4).substr(0, 10)});
  return history;
}

// Whoever comes first in the file owns the territory; who comes beside them is an overlay.
std::vector<bool> is_owner(const std::vector<HistoryLine>& history) {
  std::vector<bool> owners;
  for (std::size_t line = 0; line < history.size(); ++line) {
    bool is_first = true;
    for (std::size_t other = 0; other < line; ++other)
      if (owners[other] && history[other].meets(history[line]) &&
          history[other].seller != history[line].seller)
        is_first = false;
    owners.push_back(is_first);
  }
  return owners;
}

class RealHistory : public ::testing::Test {
 protected:
  void SetUp() override {
    setenv("BAILIWICK_PASSWORD", "territory-map-42-green", 1);
    ASSERT_EQ(
        said({"user", "add", "kim@example.com", "--name", "Kim", "--company", "Example"}).code, 0);
  }
  void TearDown() override { unsetenv("BAILIWICK_PASSWORD"); }

  testing::CommandSaid said(std::vector<std::string> words) {
    words.insert(words.end(), {"--data", folder_.file("data")});
    return testing::command_said(words);
  }
  json imported(const std::filesystem::path& file, std::vector<std::string> more) {
    std::vector<std::string> words = {"import", file.string(), "--as", "kim@example.com", "--json"};
    words.insert(words.end(), more.begin(), more.end());
    const auto made = said(words);
    const json answer = json::parse(made.out, nullptr, false);
    EXPECT_TRUE(answer.is_object()) << made.out << made.err;
    return answer;
  }
  static std::string counts(const json& outcome) {
    return outcome.at("added").dump() + " added, " + outcome.at("updated").dump() + " updated, " +
           outcome.at("unchanged").dump() + " unchanged, " + outcome.at("rejected").dump() +
           " rejected";
  }
  std::unique_ptr<Application> open() {
    platform::config::Config config;
    config.data_folder = folder_.file("data");
    auto application = Application::open(config, {});
    EXPECT_TRUE(application) << application.error().message;
    return std::move(*application);
  }

  testing::DatabaseFolder folder_;
};

const std::vector<std::string> kTerritories = {
    "--object", "territories", "--map", "Column 1=external_id", "--map", "Column 2=name"};
const std::vector<std::string> kHistory = {
    "--object", "territory_assignments", "--map", "Column 1=external_id",
    "--map",    "Column 2=position",     "--map", "Column 3=territory",
    "--map",    "Column 4=from",         "--map", "Column 5=until"};

std::vector<std::string> with(std::vector<std::string> words, const std::string& option,
                              const std::string& value) {
  words.push_back(option);
  if (!value.empty()) words.push_back(value);
  return words;
}

TEST_F(RealHistory, OfASalesCompanyIsOnEveryDayWhatItsFilesSay) {
  BAILIWICK_NEEDS_SHARED(shared);
  const std::filesystem::path tables = shared / "data/adventureworks";
  if (!std::filesystem::exists(tables)) GTEST_SKIP() << "skipped: no ../shared";
  const auto either = with(kHistory, "--default", "role=owner_or_overlay");
  EXPECT_EQ(counts(imported(tables / "SalesTerritory.csv", kTerritories)),
            "10 added, 0 updated, 0 unchanged, 0 rejected");
  const auto owners_alone = imported(tables / "SalesTerritoryHistory.csv", kHistory);
  EXPECT_EQ(counts(owners_alone), "0 added, 0 updated, 0 unchanged, 4 rejected")
      << "all or none: second owners are refused";
  EXPECT_EQ(owners_alone.at("problems").at(0).at("rule"), "K063");
  EXPECT_EQ(counts(imported(tables / "SalesTerritoryHistory.csv", with(either, "--check", ""))),
            "17 added, 0 updated, 0 unchanged, 0 rejected");
  EXPECT_EQ(counts(imported(tables / "SalesTerritoryHistory.csv", either)),
            "17 added, 0 updated, 0 unchanged, 0 rejected");
  const std::vector<std::string> accounts = {
      "--object", "accounts", "--map", "Column 1=external_id", "--map", "Column 2=name"};
  EXPECT_EQ(counts(imported(tables / "Store.csv", accounts)),
            "701 added, 0 updated, 0 unchanged, 0 rejected");

  const auto history = history_of(tables / "SalesTerritoryHistory.csv");
  ASSERT_EQ(history.size(), 17U);
  const auto owner_lines = is_owner(history);
  std::map<std::string, std::string> names;
  for (const auto& cells : cells_of(tables / "SalesTerritory.csv"))
    names[cells.at(0)] = cells.at(1);
  std::int64_t revision = 0;
  {
    const auto application = open();
    const auto kim = person_by_email(*application, "kim@example.com");
    const auto principal = operator_of(kim->tenant);
    for (const std::string day :
         {"2011-05-30", "2011-05-31", "2011-12-31", "2012-05-29", "2012-05-30", "2012-09-29",
          "2012-09-30", "2012-11-29", "2012-11-30", "2013-05-29", "2013-05-30", "2026-01-01"}) {
      const alignment::AsOf on{.day = *parse_date(day)};
      std::map<alignment::PositionId, std::string> sellers;
      const auto positions = application->alignment().positions(principal, on);
      for (const auto& one : *positions) sellers[one.position.id] = one.position.title;
      const auto tree = application->alignment().tree(principal, on);
      ASSERT_EQ(tree->size(), names.size()) << day;
      for (const auto& node : *tree) {
        std::set<std::string> owners, others, said_owners, said_others;
        for (std::size_t line = 0; line < history.size(); ++line)
          if (names.at(history[line].territory) == node.territory.name && history[line].covers(day))
            (owner_lines[line] ? owners : others).insert(history[line].seller);
        if (node.owner) said_owners.insert(sellers.at(*node.owner));
        for (const auto& overlay : node.overlays) said_others.insert(sellers.at(overlay));
        EXPECT_EQ(said_owners, owners) << day << " " << node.territory.name;
        EXPECT_EQ(said_others, others) << day << " " << node.territory.name;
      }
    }
    revision = *application->database().read([&](platform::db::Connection& connection) {
      return alignment::revision_of(connection, kim->tenant);
    });
  }
  EXPECT_EQ(counts(imported(tables / "SalesTerritory.csv", kTerritories)),
            "0 added, 0 updated, 10 unchanged, 0 rejected");
  EXPECT_EQ(counts(imported(tables / "SalesTerritoryHistory.csv", either)),
            "0 added, 0 updated, 17 unchanged, 0 rejected");
  EXPECT_EQ(counts(imported(tables / "Store.csv", accounts)),
            "0 added, 0 updated, 701 unchanged, 0 rejected");
  const auto application = open();
  const auto kim = person_by_email(*application, "kim@example.com");
  EXPECT_EQ(*application->database().read([&](platform::db::Connection& connection) {
    return alignment::revision_of(connection, kim->tenant);
  }),
            revision)
      << "nothing was recorded again";
}

TEST_F(RealHistory, CustomersStandBelowTheirStores) {
  BAILIWICK_NEEDS_SHARED(shared);
  const std::filesystem::path tables = shared / "data/adventureworks";
  if (!std::filesystem::exists(tables)) GTEST_SKIP() << "skipped: no ../shared";
  const std::vector<std::string> stores = {
      "--object", "accounts", "--map", "Column 1=external_id", "--map", "Column 2=name"};
  const std::vector<std::string> customers = {
      "--object", "accounts",      "--map", "Column 6=external_id",
      "--map",    "Column 5=name", "--map", "Column 3=parent"};
  std::map<std::string, std::string> names;
  for (const auto& cells : cells_of(tables / "Store.csv"))
    names[cells.at(0)] = trimmed(cells.at(1));
  imported(tables / "Store.csv", stores);
  EXPECT_EQ(counts(imported(tables / "Customer.csv", customers)),
            "19820 added, 0 updated, 0 unchanged, 0 rejected");
  EXPECT_EQ(counts(imported(tables / "Customer.csv", customers)),
            "0 added, 0 updated, 19820 unchanged, 0 rejected");
  const auto application = open();
  const auto kim = person_by_email(*application, "kim@example.com");
  std::map<std::string, std::string> parents;
  const auto read = application->database().read([&](platform::db::Connection& connection) {
    return connection.query(
        "SELECT a.name, p.name FROM account a JOIN account p ON p.tenant_id = a.tenant_id AND "
        "p.account_id = a.parent WHERE a.tenant_id = $1",
        {kim->tenant},
        [&](const platform::db::Row& row) { parents[std::string(row.text(0))] = row.text(1); });
  });
  ASSERT_TRUE(read) << read.error().message;
  std::map<std::string, std::string> expected;
  for (const auto& cells : cells_of(tables / "Customer.csv"))
    if (!cells.at(2).empty()) expected[cells.at(4)] = names.at(cells.at(2));
  EXPECT_EQ(expected.size(), 1'336U);
  EXPECT_EQ(parents, expected);
}

}  // namespace
}  // namespace bailiwick
