#include "crm/import_values.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "crm/country_names.hpp"
#include "crm/import_choices.hpp"
#include "crm/import_numbers.hpp"
#include "crm/import_words.hpp"
#include "crm/text_forms.hpp"

#include "platform/identity/validate.hpp"

namespace bailiwick::crm {
namespace {

constexpr std::size_t kWordsShown = 8;
// Units of a Decimal in one of a field's range (object.hpp).
constexpr std::int64_t kRangeUnit = 1'000'000'000'000;
static_assert(Decimal::kUnit / kRangeUnit == 1'000'000);

tl::unexpected<Error> refused(std::string_view rule, std::string message) {
  return fail(ErrorCode::kInvalidInput, rule, std::move(message));
}

tl::unexpected<Error> not_a_number(std::string_view text, char mark) {
  const char other = mark == '.' ? ',' : '.';
  const bool is_other = mark_vote(text) == (other == '.' ? MarkVote::kPoint : MarkVote::kComma);
  if (is_other) {
    return refused(
        "K031",
        fmt::format("{} is written with another decimal mark than this file's '{}'. Correct it, or "
                    "choose the mark '{}' for the file.",
                    in_quotes(text), mark, other));
  }
  return refused("K031",
                 fmt::format("{} is not a number. Write digits, with '{}' for the decimal mark.",
                             in_quotes(text), mark));
}

std::string words_text(std::span<const std::string> words) {
  std::string text;
  for (std::size_t w = 0; w < words.size() && w < kWordsShown; ++w)
    text += (w == 0 ? "" : ", ") + words[w];
  if (words.size() > kWordsShown) text += fmt::format(" and {} more", words.size() - kWordsShown);
  return text;
}

Result<FieldValue> read_whole(std::string_view text, const ImportField& field, char mark) {
  const auto outside = [&] {
    return refused(
        "K032", fmt::format("{} lies outside {} to {}.", in_quotes(text), field.least, field.most));
  };
  const auto number = text.ends_with('%') ? read_share(text, mark, true) : read_amount(text, mark);
  if (!number && is_too_large_number(text, mark)) return outside();
  if (!number) return not_a_number(text, mark);
  const auto whole = truncated(*number);
  if (!whole) return outside();
  if (Decimal::whole(*whole) != *number)
    return refused("K032", fmt::format("{} is not a whole number.", in_quotes(text)));
  if (*whole < field.least || *whole > field.most) return outside();
  return *whole;
}

Result<FieldValue> read_decimal(std::string_view text, const ImportField& field, char mark) {
  auto number = read_share(text, mark, false);
  const bool is_too_large = !number && is_too_large_number(text, mark);
  if (!number && !is_too_large) return not_a_number(text, mark);
  if (number && field.may_round) number = rounded(*number, kDecimalPlaces, Rounding::kHalfEven);
  const auto least = Decimal::from_units(Int128{field.least} * kRangeUnit);
  const auto most = Decimal::from_units(Int128{field.most} * kRangeUnit);
  if (!number || *number < least || *number > most)
    return refused("K032", fmt::format("{} lies outside {} to {}.", in_quotes(text), to_text(least),
                                       to_text(most)));
  if (number->units() % kRangeUnit != 0)
    return refused("K032", fmt::format("{} has more than {} decimals. Round it.", in_quotes(text),
                                       kDecimalPlaces));
  return *number;
}

// The currency of an amount: the column's, else the text's, else the file's. A code in the text that contradicts the column is a mistake.
Result<Currency> currency_for(const Cell& cell, std::string_view in_text, const CellForm& form) {
  const std::string_view column = trimmed(cell.currency);
  const auto usual = column.empty() ? form.currency : currency_of(column, form.currency);
  if (!column.empty() && !usual)
    return refused(
        "K033", fmt::format("{} is not a currency. Write a code such as EUR.", in_quotes(column)));
  const auto of_text = currency_of(in_text, usual);
  if (!column.empty()) {
    if (of_text && *of_text != *usual)
      return refused(
          "K033",
          fmt::format("{} names another currency than the column of currencies, {}. Correct one.",
                      in_quotes(cell.text), usual->text()));
    return *usual;
  }
  if (of_text) return *of_text;
  if (form.currency) return *form.currency;
  return refused(
      "K033",
      fmt::format("{} names no currency. Choose one for the file, or map a column of currencies.",
                  in_quotes(cell.text)));
}

std::string largest_amount(const Currency& currency) {
  const Money largest{std::numeric_limits<std::int64_t>::max(), currency};
  return fmt::format("{} {}", amount_text(largest), currency.text());
}

Result<FieldValue> read_money(const Cell& cell, const CellForm& form) {
  const MoneyParts parts = money_parts(cell.text);
  const auto number = read_amount(parts.number, form.decimal_mark);
  const bool is_too_large = !number && is_too_large_number(parts.number, form.decimal_mark);
  if (!number && !is_too_large) return not_a_number(cell.text, form.decimal_mark);
  const auto currency = currency_for(cell, parts.currency, form);
  if (!currency) return tl::unexpected(currency.error());
  if (const auto money = number ? money_of(*number, *currency) : std::nullopt) return *money;
  const auto cut =
      number ? rounded(*number, currency->decimals(), Rounding::kHalfEven) : std::nullopt;
  if (cut && money_of(*cut, *currency)) {
    return refused("K033",
                   fmt::format("{} has more decimals than the {} of {}. Round it.",
                               in_quotes(cell.text), currency->decimals(), currency->text()));
  }
  return refused("K032", fmt::format("{} is too large an amount: it lies beyond {}.",
                                     in_quotes(cell.text), largest_amount(*currency)));
}

Result<FieldValue> read_choice(std::string_view text, const ImportField& field, ObjectKind object) {
  if (auto word = choice_of(text, object, field))
    return word->empty() ? FieldValue() : FieldValue(std::move(*word));
  return refused("K036", fmt::format("{} is none of: {}.{}", in_quotes(text),
                                     words_text(field.choices), did_you_mean(text, field.choices)));
}

Result<FieldValue> read_stage(std::string_view text, std::span<const ImportStage> stages) {
  const StageFound found = stage_of(text, stages);
  if (found.stage != nullptr && !found.is_several) return found.stage->key;
  if (found.is_several) {
    return refused("K037",
                   fmt::format("{} is a stage of several pipelines. Write its key, such as {}.",
                               in_quotes(text), found.stage->key));
  }
  std::vector<std::string> names;
  for (const ImportStage& stage : stages) names.push_back(stage.name);
  return refused("K037",
                 fmt::format("{} is no stage of a pipeline; there are: {}.{} Say which it means.",
                             in_quotes(text), words_text(names), did_you_mean(text, names)));
}

bool is_control(char c) { return static_cast<std::uint8_t>(c) < 0x20 || c == 0x7F; }

// On one line: line ends, and the blanks round them, become ", ".
std::string on_one_line(std::string_view text) {
  std::string line;
  bool is_after_end = false;
  for (const char c : text) {
    if (c == '\n' || c == '\r') {
      while (!line.empty() && (line.back() == ' ' || line.back() == ',')) line.pop_back();
      is_after_end = !line.empty();
      continue;
    }
    if (is_after_end && c == ' ') continue;
    if (is_after_end) line += ", ";
    is_after_end = false;
    line += c == '\t' ? ' ' : c;
  }
  return line;
}

Result<FieldValue> read_formed(std::string text, TextForm form) {
  if (form == TextForm::kCountry) {
    if (auto code = country_of(text)) return std::move(*code);
    const std::vector<std::string> names = country_names();
    return refused("K038",
                   fmt::format("{} is not a country. Write a code of ISO 3166 (NL) or its name.{}",
                               in_quotes(text), did_you_mean(text, names)));
  }
  if (form == TextForm::kEmail && !platform::identity::is_email(text))
    return refused("K040",
                   fmt::format("{} is not an e-mail address. Write one, such as an@example.com.",
                               in_quotes(text)));
  if (form == TextForm::kUrl) {
    if (auto url = web_address(text)) return std::move(*url);
    return refused(
        "K040",
        fmt::format("{} is not the address of a web page. Write one, such as www.example.com.",
                    in_quotes(text)));
  }
  return text;
}

Result<FieldValue> read_text(std::string_view cell, const ImportField& field) {
  const bool is_paragraph = field.form == TextForm::kParagraph;
  std::string text = is_paragraph ? std::string(cell) : on_one_line(cell);
  if (is_paragraph) std::erase(text, '\r');
  const auto is_bad = [&](char c) {
    return is_control(c) && !(is_paragraph && (c == '\n' || c == '\t'));
  };
  if (std::ranges::any_of(text, is_bad))
    return refused("K039",
                   fmt::format("{} holds control characters. Remove them.", in_quotes(text)));
  auto value = read_formed(std::move(text), field.form);
  if (!value) return value;
  const std::size_t size = std::get<std::string>(*value).size();
  if (static_cast<std::int64_t>(size) > field.most)
    return refused("K039", fmt::format("{} has {} bytes; at most {} fit. Shorten it.",
                                       in_quotes(cell), size, field.most));
  return value;
}

// What programs and people write where there is nothing.
bool stands_for_nothing(std::string_view text) {
  static constexpr std::array<std::string_view, 12> kWords = {"n/a",
                                                              "#n/a",
                                                              "na",
                                                              "null",
                                                              "(null)",
                                                              "none",
                                                              "not available",
                                                              "not applicable",
                                                              "n.v.t.",
                                                              "niet beschikbaar",
                                                              "nvt",
                                                              "-"};
  std::string plain(text);
  for (char& c : plain)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return std::ranges::find(kWords, plain) != kWords.end();
}

tl::unexpected<Error> no_date(std::string_view text, const CellForm& form, std::string_view what,
                              std::string_view example) {
  const DateOrder order = form.date_order;
  if (const auto day = day_of_spreadsheet(text))
    return refused("K035", fmt::format("{} is not {}. It may be how a spreadsheet keeps {}: show "
                                       "the column as dates there before you save it.",
                                       in_quotes(text), what, to_text(*day)));
  if (const auto day = missing_day(text, order, form.short_year_max))
    return refused("K035", fmt::format("{}: month {} of {} has no day {}. Correct it.",
                                       in_quotes(text), day->month, day->year, day->day));
  return refused("K035", fmt::format("{} is not {} in the order {}. Write it as {}.",
                                     in_quotes(text), what, name_of(order), example));
}

Result<FieldValue> read_meant(const Cell& cell, const ImportField& field,
                              const ImportSchema& schema, const CellForm& form) {
  const std::string_view text = trimmed(cell.text);
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return FieldValue();
  switch (field.type) {
    case FieldType::kText:
      return read_text(text, field);
    case FieldType::kWhole:
      return read_whole(text, field, form.decimal_mark);
    case FieldType::kDecimal:
      return read_decimal(text, field, form.decimal_mark);
    case FieldType::kMoney:
      return read_money({.text = text, .currency = cell.currency}, form);
    case FieldType::kTruth:
      if (const auto truth = truth_of(text)) return *truth;
      return refused(
          "K034", fmt::format("{} is neither yes nor no. Write true or false.", in_quotes(text)));
    case FieldType::kDate:
      if (const auto date = read_date(text, form.date_order, form.short_year_max)) return *date;
      return no_date(text, form, "a date", "2026-11-26");
    case FieldType::kInstant:
      if (const auto instant = read_instant(text, form.date_order, form.short_year_max))
        return *instant;
      return no_date(text, form, "a date and time", "2026-11-26 09:30");
    case FieldType::kChoice:
      return read_choice(text, field, schema.object);
    case FieldType::kStage:
      return read_stage(text, schema.stages);
    case FieldType::kRecord:
    case FieldType::kPerson:
    case FieldType::kTerritory:
      return std::string(text);
  }
  assert(false);
  return FieldValue();
}

}  // namespace

Result<FieldValue> read_cell(const Cell& cell, const ImportField& field, const ImportSchema& schema,
                             const CellForm& form) {
  auto value = read_meant(cell, field, schema, form);
  if (!value && stands_for_nothing(trimmed(cell.text))) return FieldValue();
  return value;
}

}  // namespace bailiwick::crm
