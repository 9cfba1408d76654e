// Tiny worlds for the tests of planning: files in a folder that vanishes, and maps drawn in ASCII.
//
// units_csv("AB\nCD") is four units named by their letter's place ("u00" row 0 column 0), a tenth of a degree apart, each
// with population 10 and the digit or letter drawn as its `mark`; edges_csv joins squares side by side.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/core.h>

#include "planning/commands.hpp"
#include "planning/design_service.hpp"

namespace bailiwick::planning::testing {

class TempFolder {
 public:
  TempFolder() {
    static std::atomic<int> count{0};
    const ::testing::TestInfo* test = ::testing::UnitTest::GetInstance()->current_test_info();
    path_ = std::filesystem::path(::testing::TempDir()) /
            fmt::format("bailiwick_{}_{}_{}", test->test_suite_name(), test->name(), count++);
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  // Writes a file and returns its path.
  std::string write(const std::string& name, std::string_view text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return path(name);
  }
  [[nodiscard]] std::string path(const std::string& name) const { return (path_ / name).string(); }
  [[nodiscard]] std::string read(const std::string& name) const {
    std::ifstream in(path_ / name, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }

 private:
  std::filesystem::path path_;
};

inline std::vector<std::string> rows_of(std::string_view map) {
  std::vector<std::string> rows(1);
  for (const char c : map) {
    if (c == '\n') {
      rows.emplace_back();
    } else {
      rows.back().push_back(c);
    }
  }
  return rows;
}

inline std::string unit_name(std::size_t row, std::size_t column) {
  return fmt::format("u{}{}", row, column);
}

inline std::string units_csv(std::string_view map) {
  std::string text = "unit,lon,lat,population,beds,mark\n";
  const std::vector<std::string> rows = rows_of(map);
  for (std::size_t y = 0; y < rows.size(); ++y) {
    for (std::size_t x = 0; x < rows[y].size(); ++x) {
      text += fmt::format("{},{:.1f},{:.1f},10,{},{}\n", unit_name(y, x),
                          5.0 + 0.1 * static_cast<double>(x), 52.0 - 0.1 * static_cast<double>(y),
                          x, rows[y][x]);
    }
  }
  return text;
}

inline std::string edges_csv(std::string_view map) {
  std::string text = "a,b\n";
  const std::vector<std::string> rows = rows_of(map);
  for (std::size_t y = 0; y < rows.size(); ++y) {
    for (std::size_t x = 0; x < rows[y].size(); ++x) {
      if (x + 1 < rows[y].size())
        text += fmt::format("{},{}\n", unit_name(y, x), unit_name(y, x + 1));
      if (y + 1 < rows.size()) text += fmt::format("{},{}\n", unit_name(y, x), unit_name(y + 1, x));
    }
  }
  return text;
}

// Each unit belongs to the territory of its letter.
inline std::string plan_csv_of(std::string_view map) {
  std::string text = "unit,territory\n";
  const std::vector<std::string> rows = rows_of(map);
  for (std::size_t y = 0; y < rows.size(); ++y) {
    for (std::size_t x = 0; x < rows[y].size(); ++x)
      text += fmt::format("{},{}\n", unit_name(y, x), rows[y][x]);
  }
  return text;
}

// The map written as files, and an order that balances its population.
inline DesignOrder order_for(const TempFolder& folder, std::string_view map) {
  DesignOrder order;
  order.request.files.units = folder.write("units.csv", units_csv(map));
  order.request.files.edges = folder.write("edges.csv", edges_csv(map));
  order.request.balance.emplace_back().measure = "population";
  order.request.balance.back().tolerance = 0.0;
  return order;
}

// The plan drawn by the map, judged; `folder` names where results would go.
inline Outcome judged(const TempFolder& folder, std::string_view map) {
  DesignOrder order = order_for(folder, map);
  order.output.folder = folder.path("out");
  return judge(order, folder.write("plan.csv", plan_csv_of(map)), Listener{}).value();
}

// What a command said and returned.
struct Said {
  int code = 0;
  std::string out;
  std::string err;
};
inline Said said(const std::vector<std::string>& words) {
  std::ostringstream out;
  std::ostringstream err;
  const platform::command::CommandLine line{"", planning_commands(), {}};
  const ExitCode code = platform::command::run(
      line, words,
      Console{.out = out, .err = err, .is_terminal = false, .progress = {}, .listen = {}});
  return {static_cast<int>(code), out.str(), err.str()};
}

inline std::string rules_of(const Errors& errors) {
  std::string rules;
  for (const Error& error : errors) rules += (rules.empty() ? "" : " ") + error.rule;
  return rules;
}

}  // namespace bailiwick::planning::testing
