// Goal: choices and stages are found by the words people use for them, and by nothing else.
#include "crm/import_choices.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace bailiwick::crm {
namespace {

std::string choice(ObjectKind object, std::string_view field, std::string_view text) {
  const ImportSchema schema = import_schema(object);
  return choice_of(text, object, *schema.find(field)).value_or("nothing");
}

TEST(Choice, IsFoundByItsWordAndByWhatOthersCallIt) {
  EXPECT_EQ(choice(ObjectKind::kAccount, "kind", "customer"), "customer");
  EXPECT_EQ(choice(ObjectKind::kAccount, "kind", "Former customer"), "former_customer");
  EXPECT_EQ(choice(ObjectKind::kAccount, "kind", "KLANT"), "customer");
  EXPECT_EQ(choice(ObjectKind::kAccount, "kind", "Customer - Direct"), "customer");
  EXPECT_EQ(choice(ObjectKind::kLead, "status", "Open - Not Contacted"), "new");
  EXPECT_EQ(choice(ObjectKind::kTask, "status", "Not Started"), "open");
  EXPECT_EQ(choice(ObjectKind::kTask, "status", "Nieuw"), "open");
  EXPECT_EQ(choice(ObjectKind::kTask, "priority", "Hoog"), "high");
  EXPECT_EQ(choice(ObjectKind::kOpportunity, "kind", "Existing Business"), "existing_business");
  EXPECT_EQ(choice(ObjectKind::kActivity, "kind", "E-mail"), "mail");
  EXPECT_EQ(choice(ObjectKind::kOrder, "kind", "Factuur"), "invoice");
  EXPECT_EQ(choice(ObjectKind::kAccount, "kind", "Other"), "");
  EXPECT_EQ(choice(ObjectKind::kAccount, "kind", "-"), "nothing");
}

TEST(Choice, OfAnOwnFieldIsFoundWithoutCase) {
  const ImportField field = import_field(
      {.key = "size", .label = "Size", .type = FieldType::kChoice, .choices = {"Small", "Large"}});
  EXPECT_EQ(choice_of("LARGE", ObjectKind::kAccount, field), "Large");
  EXPECT_FALSE(choice_of("huge", ObjectKind::kAccount, field));
}

TEST(Choice, HasNoOtherNameThatIsAnothersWord) {
  for (const ObjectSpec& object : all_objects())
    for (const FieldSpec& field : object.fields)
      for (const std::string_view word : field.choices)
        EXPECT_EQ(choice(object.kind, field.name, word), word);
}

TEST(Stage, OfSalesforceAndHubspotIsOneOfTheStandardPipeline) {
  std::vector<ImportStage> stages;
  for (const char* key : {"qualification", "needs", "proposal", "negotiation", "won", "lost"})
    stages.push_back({std::string("standard.") + key, key});
  const auto found = [&](std::string_view text) {
    const StageFound one = stage_of(text, stages);
    return one.stage == nullptr ? std::string() : one.stage->name;
  };
  for (const char* text : {"Prospecting", "Appointment scheduled (Sales Pipeline)"})
    EXPECT_EQ(found(text), "qualification") << text;
  for (const char* text : {"Value Proposition", "Id. Decision Makers", "Perception Analysis"})
    EXPECT_EQ(found(text), "needs") << text;
  EXPECT_EQ(found("Decision Maker Bought-In"), "proposal");
  EXPECT_EQ(found("Negotiation/Review"), "negotiation");
  EXPECT_EQ(found("Closed Won"), "won");
  EXPECT_EQ(found("Closed lost (Sales Pipeline)"), "lost");
  EXPECT_EQ(found("Closed"), "");
}

TEST(Stage, IsFoundByKeyOrName) {
  const std::vector<ImportStage> stages = {{"standard.proposal", "Proposal"},
                                           {"standard.won", "Closed won"},
                                           {"partner.won", "Signed"},
                                           {"partner.lost", "Closed won"}};
  EXPECT_EQ(stage_of("standard.proposal", stages).stage, &stages[0]);
  EXPECT_EQ(stage_of("proposal", stages).stage, &stages[0]);
  EXPECT_EQ(stage_of("PROPOSAL", stages).stage, &stages[0]);
  EXPECT_EQ(stage_of("Signed", stages).stage, &stages[2]);
  EXPECT_FALSE(stage_of("Signed", stages).is_several);
  EXPECT_EQ(stage_of("Closed Won", stages).stage, &stages[1]) << "as Salesforce calls the standard";
  EXPECT_FALSE(stage_of("Closed Won", stages).is_several);
  EXPECT_TRUE(stage_of("won", stages).is_several);
  EXPECT_EQ(stage_of("Signed (Partners)", stages).stage, &stages[2]);
  EXPECT_EQ(stage_of("Proposal/Price Quote", stages).stage, &stages[0]);
  EXPECT_EQ(stage_of("Contract sent (Sales Pipeline)", stages).stage, nullptr);
  EXPECT_EQ(stage_of("", stages).stage, nullptr);
  EXPECT_EQ(stage_of("demo", stages).stage, nullptr);
}

TEST(Stage, IsFoundInItsPipelineByNameOrKey) {
  const std::vector<ImportStage> stages = {{"standard.won", "Won", "Sales"},
                                           {"channel.won", "Won", "Partner deals"}};
  EXPECT_EQ(stage_of("Won (Partner deals)", stages).stage, &stages[1]);
  EXPECT_EQ(stage_of("Won (channel)", stages).stage, &stages[1]);
  EXPECT_EQ(stage_of("Won (Sales)", stages).stage, &stages[0]);
  EXPECT_EQ(stage_in("Won", "Sales"), "Won (Sales)");
  EXPECT_EQ(stage_in("Won (Partner deals)", "Sales"), "Won (Partner deals)");
  EXPECT_EQ(stage_in("Won", ""), "Won");
  EXPECT_EQ(stage_in("", "Sales"), "");
}

TEST(Truth, IsSaidInTwoLanguages) {
  for (const char* text : {"true", "TRUE", "Yes", "y", "Ja", "j", "waar", "1"})
    EXPECT_EQ(truth_of(text), true) << text;
  for (const char* text : {"false", "No", "n", "Nee", "onwaar", "0"})
    EXPECT_EQ(truth_of(text), false) << text;
  for (const char* text : {"", "2", "maybe", "misschien", "-"})
    EXPECT_FALSE(truth_of(text)) << text;
}

}  // namespace
}  // namespace bailiwick::crm
