// Goal: what a proof is of is told whole, in the paper's language. Method: examples; every part that a proof can have.
#include "planning/paper_proof.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "engine/territory/bound.hpp"

namespace bailiwick::planning {
namespace {

const PaperWords& english() { return paper_words(PaperLanguage::kEnglish); }
const PaperWords& dutch() { return paper_words(PaperLanguage::kDutch); }

TEST(PaperProof, SaysWhatIsInAndWhatIsLeftOut) {
  const auto summary = nlohmann::json::parse(
      R"({"bound_covers":{"included":["balance","radius"],"left_out":["must_links","connectedness","disruption"],"measure":"beds"}})");
  EXPECT_EQ(proof_told(english(), summary),
            "Proven for the compactness of every plan with the balance of beds and the maximum "
            "radius; left out, which can only make the true gap smaller than the one stated: "
            "connectedness, units that stay together and disruption.");
  const std::string said = proof_told(dutch(), summary);
  EXPECT_TRUE(
      said.starts_with("Bewezen voor de compactheid van elk plan met het evenwicht van "
                       "beds en de grootste straal; buiten beschouwing"))
      << said;
  EXPECT_TRUE(said.ends_with(": samenhang, gebieden die bij elkaar blijven en verandering."))
      << said;
}

TEST(PaperProof, OfAllPlansOfBeforeAndOfNone) {
  const auto all =
      nlohmann::json::parse(R"({"bound_covers":{"included":[],"left_out":[],"measure":""}})");
  EXPECT_EQ(proof_told(english(), all), "Proven for the compactness of every plan.");
  EXPECT_EQ(proof_told(dutch(), nlohmann::json{{"bound_scope", "all of it"}}),
            "Bewezen: all of it");
  EXPECT_EQ(proof_told(dutch(), nlohmann::json::object()), "");
}

TEST(PaperProof, EveryPartHasWordsOfItsOwn) {
  std::set<std::string> said;
  for (int part = 0; part < engine::territory::kBoundPartCount; ++part) {
    const nlohmann::json covers = {
        {"included", {engine::territory::name_of(static_cast<engine::territory::BoundPart>(part))}},
        {"left_out", nlohmann::json::array()},
        {"measure", "beds"}};
    said.insert(proof_told(dutch(), {{"bound_covers", covers}}));
  }
  EXPECT_EQ(said.size(), static_cast<std::size_t>(engine::territory::kBoundPartCount));
}

}  // namespace
}  // namespace bailiwick::planning
