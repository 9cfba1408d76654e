// Goal: a pipeline leads from open to won or lost, and its stages are found by name.
#include "crm/pipeline.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace bailiwick::crm {
namespace {

std::vector<std::string> rules_of(const Pipeline& pipeline) {
  std::vector<std::string> rules;
  for (const Error& error : mistakes_of(pipeline)) rules.push_back(error.rule + error.pointer);
  return rules;
}

using Rules = std::vector<std::string>;

TEST(Pipeline, StandardOneIsRightAndReadBackFromJson) {
  const Pipeline standard = standard_pipeline();
  EXPECT_EQ(rules_of(standard), Rules());
  const Pipeline back = pipeline_from(standard.key, json_of(standard));
  EXPECT_EQ(json_of(back), json_of(standard));
}

TEST(Pipeline, TellsEveryMistake) {
  Pipeline pipeline = standard_pipeline();
  pipeline.name = "";
  pipeline.stages[0].key = "Big";
  pipeline.stages[1].probability = 101;
  pipeline.stages[2].key = pipeline.stages[3].key;
  EXPECT_EQ(rules_of(pipeline), (Rules{"R025/name", "R024/stages/0/key",
                                       "R027/stages/1/probability", "R026/stages/3/key"}));
  pipeline = standard_pipeline();
  pipeline.stages.pop_back();
  EXPECT_EQ(rules_of(pipeline), Rules{"R026/stages"}) << "no lost stage";
  pipeline = standard_pipeline();
  for (int s = 0; s < 20; ++s)
    pipeline.stages.push_back({"s" + std::to_string(s), "S", 1, Outcome::kOpen});
  EXPECT_EQ(rules_of(pipeline), Rules{"R026/stages"}) << "too many";
}

TEST(Pipeline, StagesAreFoundByPipelineAndStage) {
  const std::vector<Pipeline> all = {standard_pipeline()};
  ASSERT_NE(find_stage(all, "standard.proposal"), nullptr);
  EXPECT_EQ(find_stage(all, "standard.proposal")->name, "Proposal");
  EXPECT_EQ(find_stage(all, "proposal"), nullptr);
  EXPECT_EQ(parse_outcome("won"), Outcome::kWon);
  EXPECT_FALSE(parse_outcome("draw"));
}

}  // namespace
}  // namespace bailiwick::crm
