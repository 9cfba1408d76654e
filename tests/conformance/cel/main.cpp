// Judges conformance tests of the formula language:  cel_conformance <TESTS >VERDICTS
//
// A line in is a test as JSON: {"id","expr","fields":[{"name","type","optional","value"}],"expect"}, where expect is
// {"error":true}, {"type"} or {"type","text"}. A line out is the id, a tab, and nothing where the program agrees, else what it said:
// "refused Q014" where CEL lets a formula fail when it is evaluated that is refused here when it is checked, which agrees too.
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "formula/evaluate.hpp"
#include "formula/times.hpp"

namespace {

namespace formula = bailiwick::formula;
using formula::Kind;
using formula::Value;

Kind kind_of(const std::string& name) {
  for (int kind = 0; kind <= static_cast<int>(Kind::kDuration); ++kind) {
    if (formula::name_of({static_cast<Kind>(kind), false}) == name) return static_cast<Kind>(kind);
  }
  return Kind::kNull;
}

// A text as a value of a type; null where it is none (a double that no decimal can hold).
Value value_of(Kind kind, const std::string& text) {
  const auto taken = [](const auto& value) { return value ? Value(*value) : Value(); };
  switch (kind) {
    case Kind::kNull:
    case Kind::kDate:
      return {};
    case Kind::kBool:
      return Value(text == "true");
    case Kind::kInt: {
      const auto number = bailiwick::parse_decimal(text);
      return taken(number ? bailiwick::truncated(*number) : std::nullopt);
    }
    case Kind::kDecimal:
      return taken(bailiwick::parse_decimal(text));
    case Kind::kString:
      return Value(text);
    case Kind::kTimestamp:
      return taken(bailiwick::parse_instant(text));
    case Kind::kDuration:
      return taken(formula::parse_duration(text));
  }
  return {};
}

std::string verdict(const nlohmann::json& test) {
  formula::Schema schema;
  std::vector<Value> row;
  for (const auto& field : test["fields"]) {
    const Kind kind = kind_of(field["type"]);
    schema.fields.push_back({field["name"], {kind, field["optional"]}});
    row.push_back(field["value"].is_null() ? Value() : value_of(kind, field["value"]));
  }
  const auto& expect = test["expect"];
  const auto program = formula::compile(schema, {{"the formula under test", test["expr"]}});
  if (!program) {
    const auto& fault = program.error().front();
    return expect.contains("error") ? "refused " + fault.rule : fault.rule + ": " + fault.message;
  }
  const Value got = formula::evaluate_row(*program, 0, row);
  const std::string said = "it gives " + formula::to_literal(got);
  if (expect.contains("error")) return got.status() > formula::Status::kNull ? "" : said;
  const Kind kind = kind_of(expect["type"]);
  if (kind != program->formulas()[0].meaning.type.kind) return said;
  if (!expect.contains("text")) return "";
  if (kind == Kind::kNull) return got.status() == formula::Status::kNull ? "" : said;
  const Value wanted = value_of(kind, expect["text"]);
  return wanted.is_value() && got == wanted ? "" : said + " and not " + std::string(expect["text"]);
}

}  // namespace

int main() {
  std::string line;
  while (std::getline(std::cin, line)) {
    const auto test = nlohmann::json::parse(line);
    std::string said = verdict(test);
    for (char& c : said) {
      if (static_cast<unsigned char>(c) < 0x20) c = ' ';
    }
    std::cout << test["id"].get<std::string>() << '\t' << said << '\n';
  }
  return 0;
}
