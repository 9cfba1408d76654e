// For tests of papers: plans of a grid of units, without a database.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "planning/paper_scene.hpp"
#include "tests/support/board_world.hpp"

namespace bailiwick::planning::testing {

// Units drawn as rows of letters: "AAB\nABB" is six units in two territories. A unit's population is 10, that of the first 30.
class PaperWorld {
 public:
  explicit PaperWorld(const std::string& drawing, double tolerance = 0.1) {
    request_.name = "Spring & summer";
    request_.balance = {{.measure = "population", .tolerance = tolerance}};
    std::string csv = "unit,lon,lat,population\n";
    int row = 0;
    int column = 0;
    std::vector<std::int32_t> territory_of;
    for (const char c : drawing) {
      if (c == '\n') {
        ++row;
        column = 0;
        continue;
      }
      csv += "u" + std::to_string(row) + std::to_string(column) + "," +
             std::to_string(5.0 + 0.1 * column) + "," + std::to_string(52.0 - 0.06 * row) + "," +
             (territory_of.empty() ? "30" : "10") + "\n";
      territory_of.push_back(static_cast<unsigned char>(c) - 'A');
      ++column;
    }
    Board board = board_of(territory_of, ids_);
    request_.territories = board.territory_count();
    const auto ground = ground_of(csv, request_);
    EXPECT_TRUE(ground) << ground.error().front().message;
    Desk desk;
    desk.plan.name = request_.name;
    desk.plan.request = request_;
    desk.ground = *ground;
    desk_ = desk_with(desk, std::move(board));
  }

  // The plan, compared with one that differs as `change` says.
  template <class Change>
  [[nodiscard]] PaperScene since(Change change,
                                 PaperLanguage language = PaperLanguage::kEnglish) const {
    Board board = desk_->board;
    change(board);
    auto before = std::make_shared<Desk>(*desk_with(*desk_, std::move(board)));
    before->plan.name = "Winter";
    return scene(before, language);
  }
  [[nodiscard]] PaperScene scene(DeskPtr before = nullptr,
                                 PaperLanguage language = PaperLanguage::kEnglish) const {
    PaperScene scene{.desk = desk_,
                     .before = std::move(before),
                     .map = paper_map(*desk_->ground),
                     .facts = {},
                     .now = *parse_instant("2026-11-27T10:00:00Z"),
                     .language = language};
    scene.facts = territory_facts({.ground = *desk_->ground,
                                   .board = desk_->board,
                                   .judgement = desk_->judgement,
                                   .balance = desk_->plan.request.balance,
                                   .before = scene.before ? &scene.before->board : nullptr});
    return scene;
  }
  // Another plan of the same units.
  template <class Change>
  void change(Change change) {
    Desk desk = *desk_;
    change(desk);
    desk_ = desk_with(desk, desk.board);
  }

 private:
  TerritoryIds ids_;
  NewPlan request_;
  DeskPtr desk_;
};

}  // namespace bailiwick::planning::testing
