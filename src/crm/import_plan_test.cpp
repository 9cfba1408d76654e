// Goal: a mapping is judged as a whole, and a row becomes a draft of its mapped fields with every problem told.
#include "crm/import_plan.hpp"

#include <gtest/gtest.h>

#include "platform/files/csv.hpp"

namespace bailiwick::crm {
namespace {

namespace files = platform::files;

files::Table table_of(std::string text) {
  auto file = files::text_from_bytes("a.csv", std::move(text));
  auto csv = files::parse_csv(std::move(*file));
  EXPECT_TRUE(csv);
  return std::move(csv->table);
}

ImportOrder order_of(std::vector<ImportOrder::Column> mapping) {
  ImportOrder order;
  order.mapping = std::move(mapping);
  order.form = {
      .decimal_mark = ',', .date_order = DateOrder::kDmy, .currency = Currency::parse("EUR")};
  return order;
}

std::string rules_of(const Errors& errors) {
  std::string rules;
  for (const Error& error : errors) rules += (rules.empty() ? "" : " ") + error.rule;
  return rules;
}

class Plans : public ::testing::Test {
 protected:
  std::string refusals(std::vector<ImportOrder::Column> mapping,
                       std::vector<ImportOrder::Default> defaults = {}) {
    ImportOrder order = order_of(std::move(mapping));
    order.defaults = std::move(defaults);
    const auto plan = make_plan(schema_, {"a", "b", "c"}, order);
    return plan ? "" : rules_of(plan.error());
  }
  ImportSchema schema_ = import_schema(ObjectKind::kAccount);
};

TEST_F(Plans, AreRefusedWithEveryMistakeOfTheMapping) {
  EXPECT_EQ(refusals({{"a", "name"}, {"b", "employees"}}), "");
  EXPECT_EQ(refusals({{"d", "name"}, {"b", "nam"}, {"a", "city"}, {"c", "city"}}),
            "K030 K046 K047");
  EXPECT_EQ(refusals({}), "K048");
  EXPECT_EQ(refusals({{"a", "city"}}), "K048");
  EXPECT_EQ(refusals({{"a", "city"}, {"b", "external_id"}}), "");
  EXPECT_EQ(refusals({{"a", "city"}}, {{"name", "Acme"}}), "");
  EXPECT_EQ(refusals({{"a", "name"}, {"b", "annual_revenue.currency"}}), "K048");
  EXPECT_EQ(refusals({{"a", "name"}, {"b", "city.currency"}}), "K046");
  EXPECT_EQ(refusals({{"a", "name"}, {"b", "city|region"}}), "K046");
  EXPECT_EQ(refusals({{"a", "name"}}, {{"external_id", "7"}}), "K046");
}

TEST_F(Plans, PointAtTheMistakeInTheRequest) {
  const auto plan = make_plan(schema_, {"a"}, order_of({{"x/y", "name"}}));
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().front().pointer, "/mapping/x~1y");
}

TEST_F(Plans, ReadRowsIntoTheirMappedFields) {
  schema_.fields.push_back(
      import_field({.key = "size", .label = "Size", .type = FieldType::kWhole}));
  const files::Table table =
      table_of("nr;naam;omzet;munt;moeder;maat\n7;Acme;1.200,50;USD;12;3\n8;Beta;5;;;\n");
  const auto plan = make_plan(schema_, table.columns(),
                              order_of({{"nr", "external_id"},
                                        {"naam", "name"},
                                        {"omzet", "annual_revenue"},
                                        {"munt", "annual_revenue.currency"},
                                        {"moeder", "parent"},
                                        {"maat", "custom.size"}}));
  ASSERT_TRUE(plan);
  const auto& object = object_of(ObjectKind::kAccount);
  EXPECT_EQ(plan->fields, (std::vector<std::size_t>{object.at("name"), object.at("parent"),
                                                    object.at("annual_revenue")}));
  EXPECT_EQ(plan->custom_keys, std::vector<std::string>{"size"});
  const RowDraft draft = read_row(*plan, table, 0);
  EXPECT_TRUE(draft.problems.empty());
  EXPECT_EQ(draft.record.external_id, "7");
  EXPECT_EQ(draft.record.value("name"), FieldValue(std::string("Acme")));
  EXPECT_EQ(draft.record.value("annual_revenue"),
            FieldValue(Money{120050, Currency::parse("USD").value()}));
  EXPECT_EQ(draft.record.custom.at("size"), FieldValue(std::int64_t{3}));
  ASSERT_EQ(draft.references.size(), 1U);
  EXPECT_EQ(draft.references[0].text, "12");
  EXPECT_EQ(draft.references[0].field, object.at("parent"));
  const RowDraft second = read_row(*plan, table, 1);
  EXPECT_EQ(second.record.value("annual_revenue"),
            FieldValue(Money{500, Currency::parse("EUR").value()}));
  EXPECT_TRUE(second.references.empty());
  EXPECT_TRUE(second.record.custom.empty());
}

TEST_F(Plans, TellEveryProblemOfARow) {
  const files::Table table = table_of("naam;omzet;land;x\n;12x;Atlantis;1\n");
  const auto plan =
      make_plan(schema_, table.columns(),
                order_of({{"naam", "name"}, {"omzet", "annual_revenue"}, {"land", "country"}}));
  ASSERT_TRUE(plan);
  const RowDraft draft = read_row(*plan, table, 0);
  ASSERT_EQ(draft.problems.size(), 3U);
  EXPECT_EQ(draft.problems[0].rule, "K041");
  EXPECT_EQ(draft.problems[1].rule, "K031");
  EXPECT_EQ(draft.problems[1].line, 2);
  EXPECT_EQ(draft.problems[1].column, "omzet");
  EXPECT_EQ(draft.problems[1].field, "annual_revenue");
  EXPECT_EQ(draft.problems[1].value, "12x");
  EXPECT_EQ(draft.problems[2].rule, "K038");
}

TEST_F(Plans, TakeDefaultsForEmptyCellsAndAbsentColumns) {
  const ImportSchema orders = import_schema(ObjectKind::kOrder);
  const files::Table table = table_of("klant;dag;bedrag\n7;1-2-2026;12\n8;;12\n");
  ImportOrder order = order_of({{"klant", "account"}, {"dag", "day"}, {"bedrag", "amount"}});
  order.defaults = {{"kind", "factuur"}, {"day", "31-12-2026"}};
  const auto plan = make_plan(orders, table.columns(), order);
  ASSERT_TRUE(plan);
  const RowDraft draft = read_row(*plan, table, 1);
  EXPECT_TRUE(draft.problems.empty());
  EXPECT_EQ(draft.record.value("kind"), FieldValue(std::string("invoice")));
  EXPECT_EQ(draft.record.value("day"), FieldValue(*parse_date("2026-12-31")));
}

TEST_F(Plans, TellByItsIdWhatACellIsAbout) {
  const ImportSchema tasks = import_schema(ObjectKind::kTask);
  const auto& object = object_of(ObjectKind::kTask);
  const files::Table table = table_of(
      "s,who,what,acc\nA,0035g00000ABCDEAAA,0015g00000ABCDEAAA,0015g00000ZZZZZAAA\n"
      "B,00Q5g00000ABCDEAAA,,\nC,0055g00000ABCDEAAA,,\n");
  const auto plan = make_plan(tasks, table.columns(),
                              order_of({{"s", "subject"},
                                        {"who", "contact|lead"},
                                        {"what", "account|opportunity"},
                                        {"acc", "account"}}));
  ASSERT_TRUE(plan) << plan.error().front().message;
  const RowDraft first = read_row(*plan, table, 0);
  ASSERT_EQ(first.references.size(), 2U);  // the column of accounts decides
  EXPECT_EQ(first.references[0].field, object.at("account"));
  EXPECT_EQ(first.references[0].text, "0015g00000ZZZZZAAA");
  EXPECT_EQ(first.references[1].field, object.at("contact"));
  const RowDraft second = read_row(*plan, table, 1);
  ASSERT_EQ(second.references.size(), 1U);
  EXPECT_EQ(second.references[0].target.object, ObjectKind::kLead);
  const RowDraft third = read_row(*plan, table, 2);
  ASSERT_EQ(third.problems.size(), 1U);
  EXPECT_EQ(third.problems[0].rule, "K042");
  EXPECT_EQ(third.problems[0].field, "contact|lead");
}

TEST_F(Plans, LeaveOutWrongValuesWhereThatIsWanted) {
  const files::Table table = table_of("n,e,c,r\nAcme,many,NL,1 xyz\n,7,Narnia,5\n");
  ImportOrder order =
      order_of({{"n", "name"}, {"e", "employees"}, {"c", "country"}, {"r", "annual_revenue"}});
  order.wrong_values = WrongValues::kLeaveOut;
  const auto plan = make_plan(schema_, table.columns(), order);
  ASSERT_TRUE(plan) << plan.error().front().message;
  const auto& object = object_of(ObjectKind::kAccount);
  const RowDraft first = read_row(*plan, table, 0);
  EXPECT_TRUE(first.problems.empty());
  ASSERT_EQ(first.left_out.size(), 2U);
  EXPECT_TRUE(first.left_out[0].is_left_out);
  EXPECT_EQ(first.left_out[0].field, "employees");
  EXPECT_EQ(first.left_out[0].rule, "K031");
  const std::vector<std::size_t> left = {object.at("employees"), object.at("annual_revenue")};
  EXPECT_EQ(first.left.fields, left);
  // What must be there rejects the row all the same.
  const RowDraft second = read_row(*plan, table, 1);
  ASSERT_EQ(second.problems.size(), 1U);
  EXPECT_EQ(second.problems[0].rule, "K041");
  EXPECT_EQ(second.left_out.size(), 1U);
}

TEST_F(Plans, LeaveOutWhatIsAboutSomethingThatIsNotKept) {
  const ImportSchema tasks = import_schema(ObjectKind::kTask);
  const auto& object = object_of(ObjectKind::kTask);
  const files::Table table =
      table_of("s,who,what,acc\nA,0035g00000ABCDEAAA,5005g00000ABCDEAAA,0015g00000ZZZZZAAA\n");
  ImportOrder order = order_of({{"s", "subject"},
                                {"who", "contact|lead"},
                                {"what", "account|opportunity"},
                                {"acc", "account"}});
  order.wrong_values = WrongValues::kLeaveOut;
  const auto plan = make_plan(tasks, table.columns(), order);
  ASSERT_TRUE(plan);
  const RowDraft row = read_row(*plan, table, 0);
  EXPECT_TRUE(row.problems.empty());
  ASSERT_EQ(row.left_out.size(), 1U);
  EXPECT_EQ(row.left_out[0].rule, "K042");
  EXPECT_EQ(row.left.fields, std::vector<std::size_t>{object.at("opportunity")});
  EXPECT_EQ(row.references.size(), 2U);
}

TEST_F(Plans, ReadAmountsWithoutACurrencyInTheCompanys) {
  const files::Table table = table_of("n,r\nAcme,12\n");
  ImportOrder order = order_of({{"n", "name"}, {"r", "annual_revenue"}});
  order.form.currency.reset();
  const auto amount = [&] {
    const auto plan = make_plan(schema_, table.columns(), order);
    EXPECT_TRUE(plan);
    return read_row(*plan, table, 0);
  };
  ASSERT_EQ(amount().problems.size(), 1U);
  EXPECT_EQ(amount().problems[0].rule, "K033");
  schema_.reporting = Currency::parse("DKK");
  const std::size_t field = object_of(ObjectKind::kAccount).at("annual_revenue");
  EXPECT_EQ(amount().record.values[field], FieldValue(Money{1200, *Currency::parse("DKK")}));
  order.form.currency = Currency::parse("USD");
  EXPECT_EQ(amount().record.values[field], FieldValue(Money{1200, *Currency::parse("USD")}));
}

TEST_F(Plans, TakeTheFirstOfHubspotsIdsAndOwnIds) {
  const RecordId id{.kind = ObjectKind::kContact, .uuid = {{1, 2}}};
  const ImportSchema contacts = import_schema(ObjectKind::kContact);
  const files::Table table =
      table_of("id,n,c\n" + id.text() + ",Jansen,123; 456\ncontact_x,Bos,1\n");
  const auto plan = make_plan(contacts, table.columns(),
                              order_of({{"id", "id"}, {"n", "last_name"}, {"c", "account"}}));
  ASSERT_TRUE(plan);
  const RowDraft first = read_row(*plan, table, 0);
  EXPECT_EQ(first.references[0].text, "123");
  EXPECT_EQ(first.record.id, id);
  EXPECT_EQ(read_row(*plan, table, 1).problems[0].rule, "K042");
}

}  // namespace
}  // namespace bailiwick::crm
