// Any bytes as formulas, one a line: each is read or refused with a place inside it; what is read is printed so that it reads the same again;
// what compiles gives for one row what it gives for many, and an explanation of the same value; advice on it has a place inside it.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "formula/advice.hpp"
#include "formula/evaluate.hpp"
#include "formula/explain.hpp"
#include "formula/parser.hpp"
#include "formula/printer.hpp"

namespace {

namespace formula = bailiwick::formula;
using formula::Kind;
using formula::Value;

void require(bool condition) {
  if (!condition) std::abort();
}

const formula::Schema& schema() {
  static const formula::Schema kSchema{{{"industry", {Kind::kString, true}, {"62", "31"}},
                                        {"employees", {Kind::kInt, true}},
                                        {"revenue", {Kind::kDecimal, true}},
                                        {"renewal", {Kind::kDate, true}},
                                        {"ok", {Kind::kBool, true}}}};
  return kSchema;
}

void check_text(const std::string& text) {
  const auto tree = formula::parse(text);
  if (!tree) {
    require(tree.error().at.end() <= text.size() || tree.error().rule == "Q030");
    require(!formula::to_error(tree.error(), text).message.empty());
    return;
  }
  const std::string once = formula::format(*tree);
  const auto again = formula::parse(once);
  // Backticks around names with blanks, and .0 behind decimals, can make a long text too long.
  if (!again) return require(once.size() > formula::kTextLimit);
  require(formula::format(*again) == once && again->nodes.size() == tree->nodes.size());
}

void check_program(const formula::Program& program) {
  const std::array<Value, 5> row = {Value(std::string("62")), Value(std::int64_t{7}), Value(),
                                    Value(bailiwick::LocalDate(20'000)), Value(true)};
  const std::vector<std::string_view> industries(3, "62");
  const std::vector<std::int64_t> employees(3, 7);
  const std::vector<bailiwick::Decimal> revenues(3);
  const std::vector<std::uint8_t> nulls(3, 1);
  const std::vector<bailiwick::LocalDate> renewals(3, bailiwick::LocalDate(20'000));
  const std::vector<std::uint8_t> truths(3, 1);
  const std::vector<formula::Column> columns = {
      {std::span<const std::string_view>(industries)},
      {std::span<const std::int64_t>(employees)},
      {std::span<const bailiwick::Decimal>(revenues), nulls},
      {std::span<const bailiwick::LocalDate>(renewals)},
      {std::span<const std::uint8_t>(truths)}};
  for (std::size_t i = 0; i < program.formulas().size(); ++i) {
    const Value one = formula::evaluate_row(program, i, row);
    const auto many = formula::evaluate(program, i, {columns, 3});
    require(many && many->at(0) == one && many->at(2) == one);
    require(formula::explain(program, i, row).value == one);
  }
  for (const auto& fault : formula::advice_on(program)) {
    const auto formula = program.index_of(fault.definition);
    require(formula && fault.at.size > 0 && !fault.message.empty() &&
            fault.at.end() <= program.formulas()[*formula].tree.text.size());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::vector<formula::Definition> definitions;
  for (std::size_t begin = 0; begin <= bytes.size() && definitions.size() < 8;) {
    const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
    definitions.push_back(
        {"f" + std::to_string(definitions.size()), std::string(bytes.substr(begin, end - begin))});
    check_text(definitions.back().text);
    begin = end + 1;
  }
  const auto program = formula::compile(schema(), definitions);
  if (program) {
    check_program(*program);
  } else {
    require(!program.error().empty());
    for (const auto& error : formula::to_errors(program.error(), definitions))
      require(!error.message.empty());
  }
  return 0;
}
