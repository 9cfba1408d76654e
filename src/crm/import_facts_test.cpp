// Goal: what a file says of all its rows is found: how they are written, orders or invoices, and which words are not ours.
#include "crm/import_facts.hpp"

#include <gtest/gtest.h>

namespace bailiwick::crm {
namespace {

namespace files = platform::files;

const Instant kCame = *parse_instant("2026-11-28T10:00:00Z");

class Facts : public ::testing::Test {
 protected:
  ImportFacts facts(const std::string& name, std::string text, bool is_utf16 = false) {
    auto file = files::text_from_bytes(name, std::move(text));
    const auto csv = files::parse_csv(std::move(*file));
    EXPECT_TRUE(csv);
    std::vector<ImportSchema> schemas;
    for (const ObjectSpec& object : all_objects()) schemas.push_back(import_schema(object.kind));
    const auto at = [&](ObjectKind kind) -> ImportSchema& {
      return schemas[static_cast<std::size_t>(kind)];
    };
    at(ObjectKind::kOpportunity).stages = {{"standard.proposal", "Proposal", "Standard"}};
    for (ImportSchema& schema : schemas) schema.reporting = reporting_;
    const FileGuess guess = guess_file(csv->table, schemas);
    EXPECT_TRUE(guess.object) << name;
    object_ = guess.object.value_or(ObjectKind::kAccount);
    return facts_of_file(
        *csv, guess, {.schema = at(object_), .name = name, .is_utf16 = is_utf16, .came = kCame});
  }
  static std::string codes(const ImportFacts& facts) {
    std::string text;
    for (const ImportNote& note : facts.notes) text += (text.empty() ? "" : " ") + note.code;
    return text;
  }
  static std::string kind(const ImportFacts& facts) {
    return facts.defaults.empty() ? "" : facts.defaults.front().text;
  }

  std::optional<Currency> reporting_;
  ObjectKind object_ = ObjectKind::kAccount;
};

TEST_F(Facts, OfOrdersTellWhetherTheyAreInvoices) {
  const std::string rows = "\n1,Acme,2026-01-05,12\n";
  EXPECT_EQ(kind(facts("a.csv", "Invoice Number,Customer,InvoiceDate,Amount" + rows)), "invoice");
  EXPECT_EQ(object_, ObjectKind::kOrder);
  EXPECT_EQ(kind(facts("a.csv", "Order Number,Customer,Order Date,Amount" + rows)), "order");
  EXPECT_EQ(kind(facts("facturen 2026.csv", "Ordernummer,Klant,Datum,Bedrag" + rows)), "invoice");
  EXPECT_EQ(kind(facts("a.csv", "Ordernummer,Klant,Factuurdatum,Bedrag" + rows)), "invoice");
  const ImportFacts told =
      facts("orders.csv", "Number,Customer,Date,Amount,Kind\n1,A,2026-01-05,1,invoice\n");
  EXPECT_EQ(kind(told), "") << "a column says it";
  EXPECT_EQ(codes(facts("orders.csv", "Order Number,Customer,Date,Amount" + rows)), "kind_order");
}

TEST_F(Facts, TellWhichWordsAreNotOurs) {
  const ImportFacts deals = facts("deals.csv",
                                  "Deal Name,Deal Stage,Pipeline,Company,Deal Type\n"
                                  "A,Discovery,Partners,X,new\nB,Proposal,Standard,X,\n"
                                  "C,Discovery,Partners,X,swap\nD,Discovery,,X,\n");
  EXPECT_EQ(object_, ObjectKind::kOpportunity);
  EXPECT_EQ(deals.unknown_values, (std::vector<UnknownValue>{{"stage", "Discovery (Partners)", 2},
                                                             {"stage", "Discovery", 1},
                                                             {"kind", "swap", 1}}));
  std::string many = "Deal Name,Deal Stage,Company\n";
  for (std::size_t row = 0; row <= kUnknownValuesShown; ++row)
    many += "A,Stage " + std::to_string(row) + "x,X\n";
  EXPECT_EQ(facts("deals.csv", many).unknown_values.size(), kUnknownValuesShown);
}

TEST_F(Facts, AreNoted) {
  reporting_ = Currency::parse("EUR");
  const ImportFacts deals = facts("deals.csv",
                                  "Deal Name,Deal Stage,Company,Amount,Close date\n"
                                  "A,Proposal,X,12,31-12-24\nB,Proposal,X,12,01-02-98\n");
  EXPECT_EQ(codes(deals), "short_years company_currency");
  EXPECT_EQ(deals.notes[0].values.at("count"), "2");
  EXPECT_EQ(deals.notes[0].values.at("last_year"), "2046");
  EXPECT_EQ(deals.date_order, DateOrder::kDmy);
  EXPECT_EQ(codes(facts("a.csv", "Company name,Plaats\nCaf\xE9,Den Haag\n")), "windows_1252");
  EXPECT_EQ(codes(facts("a.csv", "Company name,Plaats\nCaf\xE9,Den Haag\n", true)), "utf16");
}

}  // namespace
}  // namespace bailiwick::crm
