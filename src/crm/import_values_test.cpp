// Goal: a cell becomes the value that was meant, or a sentence that says what is wrong with it. Method: a table a type, every rule
// once, limits at the limit and one beyond, and any bytes at all without harm.
#include "crm/import_values.hpp"

#include <gtest/gtest.h>

#include "base/rng.hpp"
#include "base/text.hpp"

namespace bailiwick::crm {
namespace {

// The field of an object, read in a Dutch file.
class Reading : public ::testing::Test {
 protected:
  Result<FieldValue> read(ObjectKind object, std::string_view field, std::string_view text,
                          std::string_view currency = {}) {
    ImportSchema schema = import_schema(object);
    schema.stages = {
        {"standard.proposal", "Proposal"}, {"standard.won", "Won"}, {"other.won", "Won"}};
    return read_cell({.text = text, .currency = currency}, *schema.find(field), schema, form_);
  }
  Result<FieldValue> account(std::string_view field, std::string_view text) {
    return read(ObjectKind::kAccount, field, text);
  }
  // The refusal's rule, or "" where there is none.
  static std::string rule(const Result<FieldValue>& value) {
    return value ? "" : value.error().rule;
  }

  CellForm form_{.decimal_mark = ',', .date_order = DateOrder::kDmy};
};

TEST_F(Reading, EmptyCellsAreEmptyValues) {
  for (const ObjectSpec& object : all_objects()) {
    const ImportSchema schema = import_schema(object.kind);
    for (const ImportField& field : schema.fields)
      for (const char* text : {"", " ", "\t", "\n"}) {
        const auto value = read_cell({.text = text}, field, schema, form_);
        ASSERT_TRUE(value) << field.name;
        EXPECT_TRUE(is_empty(*value)) << field.name;
      }
  }
}

TEST_F(Reading, WordsForNothingAreEmptyWhereTheyCouldBeNoValue) {
  for (const char* text : {"NOT AVAILABLE", "n/a", " NULL ", "n.v.t."})
    for (const char* field : {"employees", "website", "country", "growth"}) {
      const auto value = account(field, text);
      ASSERT_TRUE(value) << field << ": " << text;
      EXPECT_TRUE(is_empty(*value)) << field << ": " << text;
    }
  EXPECT_EQ(account("country", "NA").value(), FieldValue(std::string("NA"))) << "Namibia";
  EXPECT_EQ(account("name", "NULL").value(), FieldValue(std::string("NULL"))) << "a name may be";
  EXPECT_EQ(rule(account("website", "not there")), "K040");
}

TEST_F(Reading, WholeNumbersLieWithinTheFieldsRange) {
  EXPECT_EQ(account("employees", "1.200").value(), FieldValue(std::int64_t{1200}));
  EXPECT_EQ(account("employees", "50,0").value(), FieldValue(std::int64_t{50}));
  EXPECT_EQ(read(ObjectKind::kOpportunity, "probability", "100%").value(),
            FieldValue(std::int64_t{100}));
  EXPECT_EQ(rule(read(ObjectKind::kOpportunity, "probability", "101%")), "K032");
  EXPECT_EQ(rule(account("employees", "-1")), "K032");
  EXPECT_EQ(rule(account("employees", "1,5")), "K032");
  EXPECT_EQ(rule(account("employees", "99999999999999999999")), "K032");
  EXPECT_EQ(rule(account("employees", "many")), "K031");
  EXPECT_EQ(account("employees", "51-200").value(), FieldValue(std::int64_t{51}));
  EXPECT_EQ(account("employees", "1,5k").value(), FieldValue(std::int64_t{1500}));
  EXPECT_EQ(rule(account("lon", "51-200")), "K031") << "of a coordinate there is no lower end";
  EXPECT_EQ(rule(account("employees", "1.5")), "K031");
}

TEST_F(Reading, DecimalsAreExactAndCoordinatesRounded) {
  EXPECT_EQ(account("growth", "12%").value(), FieldValue(*parse_decimal("0.12")));
  EXPECT_EQ(account("growth", "0,123456").value(), FieldValue(*parse_decimal("0.123456")));
  EXPECT_EQ(rule(account("growth", "0,1234567")), "K032");
  EXPECT_EQ(account("lon", "4,8951681234").value(), FieldValue(*parse_decimal("4.895168")));
  EXPECT_EQ(account("lon", "180").value(), FieldValue(Decimal::whole(180)));
  EXPECT_EQ(rule(account("lon", "180,000001")), "K032");
  const auto other_mark = account("lon", "4.89");
  ASSERT_EQ(rule(other_mark), "K031");
  EXPECT_NE(other_mark.error().message.find("another decimal mark"), std::string::npos);
}

TEST_F(Reading, MoneyTakesItsCurrencyFromColumnTextOrFile) {
  const auto euros = Currency::parse("EUR").value();
  const auto dollars = Currency::parse("USD").value();
  const auto money = [&](std::string_view text, std::string_view column = {}) {
    return read(ObjectKind::kAccount, "annual_revenue", text, column);
  };
  EXPECT_EQ(money("€ 12,50").value(), FieldValue(Money{1250, euros}));
  EXPECT_EQ(money("12,50 EUR").value(), FieldValue(Money{1250, euros}));
  EXPECT_EQ(money("12,50", "usd").value(), FieldValue(Money{1250, dollars}));
  EXPECT_EQ(money("$ 1.200", "CAD").value(),
            FieldValue(Money{120000, Currency::parse("CAD").value()}));
  EXPECT_EQ(rule(money("12,50")), "K033");
  EXPECT_EQ(rule(money("12,50 EUR", "USD")), "K033");
  EXPECT_EQ(rule(money("12,50", "ABC")), "K033");
  EXPECT_EQ(rule(money("12,505 EUR")), "K033");
  EXPECT_EQ(rule(money("12x EUR")), "K031");
  EXPECT_EQ(rule(money("999999999999999999 EUR")), "K032");
  form_.currency = euros;
  EXPECT_EQ(money("12,50").value(), FieldValue(Money{1250, euros}));
  EXPECT_EQ(money("$5").value(), FieldValue(Money{500, dollars}));
  EXPECT_EQ(money("$5M").value(), FieldValue(Money{500'000'000, dollars}));
  EXPECT_EQ(money("US$ 1,5 mln").value(), FieldValue(Money{150'000'000, dollars}));
  EXPECT_EQ(money("JPY 100").value(), FieldValue(Money{100, Currency::parse("JPY").value()}));
}

TEST_F(Reading, TruthsDatesAndInstants) {
  EXPECT_EQ(account("is_key_account", "Ja").value(), FieldValue(true));
  EXPECT_EQ(rule(account("is_key_account", "perhaps")), "K034");
  EXPECT_EQ(read(ObjectKind::kOpportunity, "close_date", "3-4-2026").value(),
            FieldValue(*parse_date("2026-04-03")));
  EXPECT_EQ(rule(read(ObjectKind::kOpportunity, "close_date", "11/26/2026")), "K035");
  const auto no_day = read(ObjectKind::kOpportunity, "close_date", "2026-02-29");
  EXPECT_EQ(rule(no_day), "K035");
  EXPECT_NE(no_day.error().message.find("month 2 of 2026 has no day 29"), std::string::npos);
  const auto number = read(ObjectKind::kOpportunity, "close_date", "45292");
  EXPECT_EQ(rule(number), "K035");
  EXPECT_NE(number.error().message.find("2024-01-01"), std::string::npos);
  EXPECT_EQ(read(ObjectKind::kOpportunity, "stage_since", "2026-11-26T09:30:00.000+0000").value(),
            FieldValue(*parse_instant("2026-11-26T09:30:00Z")));
  EXPECT_EQ(rule(read(ObjectKind::kOpportunity, "stage_since", "noon")), "K035");
}

TEST_F(Reading, AWordOfAnotherCrmForWhatHasNoneIsEmpty) {
  EXPECT_EQ(account("kind", "Competitor").value(), FieldValue());
  EXPECT_EQ(account("kind", "Integrator").value(), FieldValue(std::string("partner")));
  EXPECT_EQ(rule(account("kind", "custommer")), "K036");
}

TEST_F(Reading, ChoicesAndStagesSuggestTheNearestWord) {
  EXPECT_EQ(account("kind", "Klant").value(), FieldValue(std::string("customer")));
  const auto choice = account("kind", "custommer");
  ASSERT_EQ(rule(choice), "K036");
  EXPECT_NE(choice.error().message.find("Did you mean \"customer\"?"), std::string::npos);
  EXPECT_EQ(read(ObjectKind::kOpportunity, "stage", "Proposal").value(),
            FieldValue(std::string("standard.proposal")));
  const auto stage = read(ObjectKind::kOpportunity, "stage", "Propozal");
  ASSERT_EQ(rule(stage), "K037");
  EXPECT_NE(stage.error().message.find("Did you mean \"Proposal\"?"), std::string::npos);
  EXPECT_EQ(rule(read(ObjectKind::kOpportunity, "stage", "Won")), "K037");
}

TEST_F(Reading, TextsKeepTheirFormAndLength) {
  EXPECT_EQ(account("country", "Nederland").value(), FieldValue(std::string("NL")));
  const auto country = account("country", "Nederlant");
  ASSERT_EQ(rule(country), "K038");
  EXPECT_NE(country.error().message.find("Nederland"), std::string::npos);
  EXPECT_EQ(account("street", "Herengracht 1\r\nAmsterdam").value(),
            FieldValue(std::string("Herengracht 1, Amsterdam")));
  EXPECT_EQ(account("description", "a\r\nb").value(), FieldValue(std::string("a\nb")));
  EXPECT_TRUE(account("name", std::string(255, 'a')));
  EXPECT_EQ(rule(account("name", std::string(256, 'a'))), "K039");
  EXPECT_EQ(rule(account("name",
                         "a\x01"
                         "b")),
            "K039");
  EXPECT_EQ(account("website", "www.acme.nl/x").value(),
            FieldValue(std::string("https://www.acme.nl/x")));
  EXPECT_EQ(account("website", "http://acme.nl").value(),
            FieldValue(std::string("http://acme.nl")));
  EXPECT_EQ(account("website", "acme.nl:8080").value(),
            FieldValue(std::string("https://acme.nl:8080")));
  for (const char* text :
       {"javascript:alert(1)", "acme", "acme .nl", "https://", ".nl", "mailto:a@b.nl", "x.y:z"})
    EXPECT_EQ(rule(account("website", text)), "K040") << text;
  EXPECT_TRUE(read(ObjectKind::kContact, "email", "an@example.com"));
  for (const char* text :
       {"an", "@example.com", "an@example", "an@ex.nl, b@ex.nl", "a@b@c.nl", "an@.nl", "an@nl."})
    EXPECT_EQ(rule(read(ObjectKind::kContact, "email", text)), "K040") << text;
}

TEST_F(Reading, ReferencesStayTheirText) {
  EXPECT_EQ(account("parent", " 0015g00000ABC ").value(), FieldValue(std::string("0015g00000ABC")));
  EXPECT_EQ(read(ObjectKind::kLead, "owner", "an@example.com").value(),
            FieldValue(std::string("an@example.com")));
}

TEST_F(Reading, AnyBytesAreAValueOrARefusal) {
  Rng rng(5);
  const std::string_view alphabet = "0123456789.,-+e%€$/: TZajnet@()'\n\t";
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    const auto size = rng.below(12);
    for (std::uint64_t i = 0; i < size; ++i)
      text += alphabet[static_cast<std::size_t>(rng.below(alphabet.size()))];
    const auto& object = all_objects()[static_cast<std::size_t>(rng.below(kObjectCount))];
    const auto& field = object.fields[static_cast<std::size_t>(rng.below(object.fields.size()))];
    const auto value = read(object.kind, field.name, text);
    if (!value) {
      EXPECT_TRUE(value.error().rule.starts_with("K03") || value.error().rule == "K040")
          << value.error().rule;
      EXPECT_FALSE(value.error().message.empty());
      EXPECT_EQ(value.error().message.find('\n'), std::string::npos);
    }
  }
}

TEST_F(Reading, NumbersThatAreTooLargeAreToldTheLimit) {
  const std::string large = "9999999999999999999999";
  for (const auto& [field, limit] :
       {std::pair("employees", "lies outside 0 to"), std::pair("complexity", "lies outside"),
        std::pair("annual_revenue", "beyond 92233720368547758.07 EUR")}) {
    form_.currency = Currency::parse("EUR");
    const auto value = account(field, large);
    ASSERT_EQ(rule(value), "K032") << field;
    EXPECT_NE(value.error().message.find(limit), std::string::npos) << value.error().message;
  }
  EXPECT_EQ(rule(account("employees", "12x")), "K031");
}

}  // namespace
}  // namespace bailiwick::crm
