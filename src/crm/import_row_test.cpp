// Goal: a row becomes a draft of its mapped fields with every problem told, and what it lacks is stood in for where that is wanted.
#include "crm/import_row.hpp"

#include <gtest/gtest.h>

#include "crm/import_stand_in.hpp"
#include "platform/files/csv.hpp"

namespace bailiwick::crm {
namespace {

namespace files = platform::files;

class Rows : public ::testing::Test {
 protected:
  static files::Table table_of(std::string text) {
    auto file = files::text_from_bytes("a.csv", std::move(text));
    auto csv = files::parse_csv(std::move(*file));
    EXPECT_TRUE(csv);
    return std::move(csv->table);
  }
  static ImportOrder order_of(std::vector<ImportOrder::Column> mapping) {
    ImportOrder order;
    order.mapping = std::move(mapping);
    order.form = {
        .decimal_mark = ',', .date_order = DateOrder::kDmy, .currency = Currency::parse("EUR")};
    return order;
  }
  // The rules of a row's problems.
  static std::string rules_of(const RowDraft& draft) {
    std::string rules;
    for (const ImportProblem& problem : draft.problems)
      rules += (rules.empty() ? "" : " ") + problem.rule;
    return rules;
  }
  static std::string text_in(const RowDraft& draft, std::string_view field) {
    const auto* text = std::get_if<std::string>(&draft.record.value(field));
    return text == nullptr ? "" : *text;
  }
  ImportSchema schema_ = import_schema(ObjectKind::kAccount);
};

TEST_F(Rows, BecomeTheirMappedFields) {
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

TEST_F(Rows, TellEveryProblem) {
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

TEST_F(Rows, TakeDefaultsForEmptyCellsAndAbsentColumns) {
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

TEST_F(Rows, TellByItsIdWhatACellIsAbout) {
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

TEST_F(Rows, LeaveOutWrongValuesWhereThatIsWanted) {
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

TEST_F(Rows, LeaveOutWhatIsAboutSomethingThatIsNotKept) {
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

TEST_F(Rows, ReadAmountsWithoutACurrencyInTheCompanys) {
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

TEST_F(Rows, TakeTheFirstOfHubspotsIdsAndOwnIds) {
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

TEST_F(Rows, OfContactsWithoutALastNameComeInWhereWrongValuesAreLeftOut) {
  const ImportSchema contacts = import_schema(ObjectKind::kContact);
  const auto& object = object_of(ObjectKind::kContact);
  const files::Table table = table_of("f,l,e,a\nJan,,,1\n,,jo@example.com,1\n,,,1\nAn,Bos,,\n");
  ImportOrder order =
      order_of({{"f", "first_name"}, {"l", "last_name"}, {"e", "email"}, {"a", "account"}});
  EXPECT_EQ(rules_of(read_row(make_plan(contacts, table.columns(), order).value(), table, 0)),
            "K041");
  order.wrong_values = WrongValues::kLeaveOut;
  const ImportPlan plan = make_plan(contacts, table.columns(), order).value();
  const RowDraft first = read_row(plan, table, 0);
  EXPECT_EQ(rules_of(first), "");
  EXPECT_EQ(text_in(first, "last_name"), "Jan");
  EXPECT_EQ(text_in(first, "first_name"), "") << "once is enough";
  EXPECT_EQ(first.stood_in, (std::vector<StandInCount>{{"last_name", "first_name", 1}}));
  EXPECT_EQ(first.left.unless_new,
            (std::vector<std::size_t>{object.at("first_name"), object.at("last_name")}))
      << "a contact that is there keeps its names";
  EXPECT_EQ(text_in(read_row(plan, table, 1), "last_name"), "jo");
  EXPECT_EQ(rules_of(read_row(plan, table, 2)), "K041");
  const RowDraft without_account = read_row(plan, table, 3);
  ASSERT_EQ(rules_of(without_account), "K041");
  EXPECT_NE(without_account.problems[0].message.find("every contact here belongs to one"),
            std::string::npos);
}

TEST_F(Rows, OfTasksWithoutASubjectAreCalledByTheirKind) {
  const ImportSchema tasks = import_schema(ObjectKind::kTask);
  const files::Table table = table_of("Subject,Type\n,Call\n,\nAsk,Email\n");
  ImportOrder order = order_of({{"Subject", "subject"}});
  order.wrong_values = WrongValues::kLeaveOut;
  const ImportPlan plan = make_plan(tasks, table.columns(), order).value();
  EXPECT_EQ(text_in(read_row(plan, table, 0), "subject"), "Call");
  EXPECT_EQ(text_in(read_row(plan, table, 1), "subject"), kNoSubject);
  EXPECT_EQ(text_in(read_row(plan, table, 2), "subject"), "Ask");
  EXPECT_TRUE(read_row(plan, table, 2).stood_in.empty());
}

TEST_F(Rows, TakeStagesAsTheOrderOrThePipelineSays) {
  ImportSchema deals = import_schema(ObjectKind::kOpportunity);
  deals.stages = {{"standard.won", "Won", "Sales"}, {"partner.won", "Won", "Partners"}};
  const files::Table table =
      table_of("n,s,p\nA,Won,Partners\nB,Won,Sales\nC,Signed,Partners\nD,Signed,Sales\nE,Open,\n");
  ImportOrder order = order_of({{"n", "name"}, {"s", "stage"}, {"p", "stage.pipeline"}});
  order.defaults = {{"account", "Acme"}};
  order.meanings = {{"stage", "Signed", "standard.won"},
                    {"stage", "Signed (Partners)", "partner.won"}};
  const ImportPlan plan = make_plan(deals, table.columns(), order).value();
  EXPECT_EQ(text_in(read_row(plan, table, 0), "stage"), "partner.won");
  EXPECT_EQ(text_in(read_row(plan, table, 1), "stage"), "standard.won");
  EXPECT_EQ(text_in(read_row(plan, table, 2), "stage"), "partner.won");
  EXPECT_EQ(text_in(read_row(plan, table, 3), "stage"), "standard.won");
  const RowDraft unknown = read_row(plan, table, 4);
  ASSERT_EQ(rules_of(unknown), "K037");
  EXPECT_EQ(unknown.problems[0].value, "Open");
}

TEST_F(Rows, OfSalesforceHaveOneFormOfIds) {
  const ImportSchema contacts = import_schema(ObjectKind::kContact);
  const files::Table table = table_of("i,n,a\n0035g00000ABCDE,Bos,0015g00000ABCDE\n");
  const ImportOrder order = order_of({{"i", "external_id"}, {"n", "last_name"}, {"a", "account"}});
  ImportPlan plan = make_plan(contacts, table.columns(), order).value();
  EXPECT_EQ(read_row(plan, table, 0).record.external_id, "0035g00000ABCDE");
  plan.source = ImportSource::kSalesforce;
  const RowDraft draft = read_row(plan, table, 0);
  EXPECT_EQ(draft.record.external_id, "0035g00000ABCDEAA5");
  ASSERT_EQ(draft.references.size(), 1U);
  EXPECT_EQ(draft.references[0].text, "0015g00000ABCDEAA5");
}

}  // namespace
}  // namespace bailiwick::crm
