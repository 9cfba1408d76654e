// Goal: what the store keeps comes back, and a request is read or refused with all that is wrong.
#include "crm/import_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace bailiwick::crm {
namespace {

using nlohmann::json;

Import import_of_test() {
  Import import;
  import.name = "accounts.csv";
  import.facts = {.row_count = 2,
                  .delimiter = '\t',
                  .decimal_mark = ',',
                  .date_order = DateOrder::kMdy,
                  .source = ImportSource::kHubspot,
                  .notes = {{
                    "ranges",
                    "A note.",
                    {
                      { "cell",
                        "51-200" }
                    }
                  }},
                  .columns = {
                    {.name = "Naam",
                     .samples = {"Acme"},
                     .target = "name",
                     .why = GuessWhy::kHeader,
                     .sentence = "The header is called so"},
                    {.name = "x",
                     .samples = {},
                     .target = {},
                     .why = GuessWhy::kUnknown,
                     .sentence = "?" }
                  }};
  return import;
}

TEST(ImportJson, OfFactsComesBack) {
  const Import import = import_of_test();
  const ImportFacts facts = facts_of(facts_text(import.facts));
  EXPECT_EQ(facts_text(facts), facts_text(import.facts));
  EXPECT_TRUE(facts.has_header && facts.looks_headed);
  auto headless = import.facts;
  headless.has_header = headless.looks_headed = false;
  EXPECT_FALSE(facts_of(facts_text(headless)).has_header);
  EXPECT_FALSE(facts_of(facts_text(headless)).looks_headed);
  auto older = nlohmann::json::parse(facts_text(headless));
  older.erase("has_header");
  EXPECT_TRUE(facts_of(older.dump()).has_header) << "files of before had a header";
  EXPECT_EQ(facts.delimiter, '\t');
  EXPECT_EQ(facts.source, ImportSource::kHubspot);
  EXPECT_EQ(facts.columns[0].why, GuessWhy::kHeader);
  EXPECT_EQ(facts.notes, import.facts.notes);
  older["notes"] = json::array({"A sentence."});
  older.erase("unknown_values");
  older.erase("defaults");
  EXPECT_EQ(facts_of(older.dump()).notes.front().text, "A sentence.");
  auto told = import.facts;
  told.defaults = {{"kind", "invoice"}};
  told.unknown_values = {{"stage", "Discovery", 3}};
  EXPECT_EQ(facts_of(facts_text(told)).defaults, told.defaults);
  EXPECT_EQ(facts_of(facts_text(told)).unknown_values, told.unknown_values);
}

TEST(ImportJson, OfAnOutcomeComesBack) {
  const ImportOutcome outcome{.added = 1,
                              .updated = 2,
                              .unchanged = 3,
                              .rejected = 4,
                              .problems = {{7, "Omzet", "annual_revenue", "12x", "K031", "No."}},
                              .stood_in = {{"last_name", "email", 2}},
                              .unknown_values = {{"stage", "Discovery", 3}}};
  EXPECT_EQ(outcome_of(outcome_text(outcome)), outcome);
}

TEST(ImportJson, HasWhatThereIs) {
  Import import = import_of_test();
  json made = to_json(import);
  EXPECT_EQ(made["state"], "uploaded");
  EXPECT_EQ(made["object"], "account");
  EXPECT_EQ(made["columns"][0]["field"], "name");
  EXPECT_FALSE(made["columns"][1].contains("field"));
  for (const char* absent : {"outcome", "job", "order"})
    EXPECT_FALSE(made.contains(absent)) << absent;
  import.order = ImportOrder{.mapping = {{ "Naam", "name" }}, .defaults = {}, .form = {}};
  import.outcome = ImportOutcome{};
  made = to_json(import);
  EXPECT_EQ(made["order"]["mapping"]["Naam"], "name");
  EXPECT_EQ(made["outcome"]["rejected"], 0);
}

TEST(ImportOrder, IsReadOrRefusedWithEveryMistake) {
  const ImportFacts facts = import_of_test().facts;
  const auto plain = order_of({{"mapping", {{"Naam", "name"}}}}, facts);
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->form.decimal_mark, ',');
  EXPECT_EQ(plain->form.date_order, DateOrder::kMdy);
  EXPECT_EQ(plain->mode, ImportMode::kAllOrNothing);
  const auto full = order_of({{"mapping", {{"Naam", "name"}}},
                              {"defaults", {{"kind", "customer"}}},
                              {"meanings", {{"stage", {{"Discovery", "standard.needs"}}}}},
                              {"currency", "EUR"},
                              {"decimal_mark", "."},
                              {"date_order", "ymd"},
                              {"mode", "good_rows"},
                              {"wrong_values", "reject_row"}},
                             facts);
  ASSERT_TRUE(full);
  EXPECT_EQ(order_text(stored_order(order_text(*full))), order_text(*full));
  ASSERT_EQ(full->meanings.size(), 1U);
  EXPECT_EQ(full->meanings[0].choice, "standard.needs");
  EXPECT_EQ(full->mode, ImportMode::kGoodRows);
  EXPECT_EQ(full->wrong_values, WrongValues::kRejectRow);
  const auto wrong = order_of({{"mapping", json::object()},
                               {"currency", "ABC"},
                               {"decimal_mark", "x"},
                               {"date_order", "x"},
                               {"mode", "x"},
                               {"wrong_values", "x"}},
                              facts);
  ASSERT_FALSE(wrong);
  ASSERT_EQ(wrong.error().size(), 5U);
  for (const Error& error : wrong.error()) EXPECT_EQ(error.rule, "K054");
  EXPECT_EQ(wrong.error().front().pointer, "/currency");
}

TEST(ImportOrder, TakesWhatTheFileSaysOfEveryRowUnlessItIsSaidOtherwise) {
  ImportFacts facts = import_of_test().facts;
  facts.defaults = {{"kind", "invoice"}};
  const auto order = [&](const json& body) { return order_of(body, facts).value(); };
  EXPECT_EQ(order({{"mapping", {{"Naam", "number"}}}}).defaults, facts.defaults);
  EXPECT_TRUE(order({{"mapping", {{"Naam", "kind"}}}}).defaults.empty());
  EXPECT_EQ(order({{"mapping", {{"Naam", "number"}}}, {"defaults", {{"kind", "order"}}}})
                .defaults.front()
                .text,
            "order");
}

TEST(ImportJson, WhatOtherSystemsNameIsLeftOutUnlessItIsSaidOtherwise) {
  ImportFacts facts = import_of_test().facts;
  const json body = {{"mapping", {{"Naam", "name"}}}};
  facts.source = ImportSource::kNone;
  EXPECT_EQ(order_of(body, facts)->wrong_values, WrongValues::kRejectRow);
  facts.source = ImportSource::kHubspot;
  const ImportOrder order = *order_of(body, facts);
  EXPECT_EQ(order.wrong_values, WrongValues::kLeaveOut);
  EXPECT_EQ(stored_order(order_text(order)).wrong_values, WrongValues::kLeaveOut);
}

}  // namespace
}  // namespace bailiwick::crm
