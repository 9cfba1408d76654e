#include "crm/custom_field.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <set>

namespace bailiwick::crm {
namespace {

constexpr std::int64_t kWholeMax = 1'000'000'000'000'000;
constexpr std::int64_t kDecimalMax = kWholeMax;  // in units of 10^-6

void add(Errors& errors, std::string_view rule, std::string_view pointer, std::string message) {
  Error error{ErrorCode::kInvalidInput, std::string(rule), std::move(message)};
  error.pointer = pointer;
  errors.push_back(std::move(error));
}

bool may_be_custom(FieldType type) {
  return type == FieldType::kText || type == FieldType::kWhole || type == FieldType::kDecimal ||
         type == FieldType::kTruth || type == FieldType::kDate || type == FieldType::kChoice;
}

void check_choices(Errors& errors, const CustomField& field) {
  if (field.type != FieldType::kChoice) {
    if (!field.choices.empty())
      add(errors, "R023", "/choices", "Only a field of the type choice has choices.");
    return;
  }
  if (field.choices.empty() || field.choices.size() > kCustomChoicesMax)
    add(errors, "R023", "/choices",
        fmt::format("A choice needs 1 to {} words to choose from.", kCustomChoicesMax));
  std::set<std::string_view> words;
  for (const std::string& word : field.choices) {
    if (!is_label(word))
      add(errors, "R023", "/choices",
          fmt::format("A choice has 1 to {} bytes without control characters.", kLabelBytesMax));
    else if (!words.insert(word).second)
      add(errors, "R023", "/choices", fmt::format("\"{}\" stands twice among the choices.", word));
  }
}

}  // namespace

bool is_key(std::string_view key) {
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  if (key.empty() || key.size() > kCustomKeyBytesMax || !is_small(key.front())) return false;
  return std::ranges::all_of(
      key, [&](char c) { return is_small(c) || (c >= '0' && c <= '9') || c == '_'; });
}

bool is_label(std::string_view text) {
  return !text.empty() && text.size() <= kLabelBytesMax &&
         std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

CustomSpec::CustomSpec(const CustomField& field)
    : choices_(field.choices.begin(), field.choices.end()),
      spec_{.name = field.key, .column = "", .type = field.type} {
  spec_.choices = choices_;
  if (field.type == FieldType::kText) spec_.most = kCustomTextBytesMax;
  if (field.type == FieldType::kWhole || field.type == FieldType::kDecimal) {
    spec_.most = field.type == FieldType::kWhole ? kWholeMax : kDecimalMax;
    spec_.least = -spec_.most;
  }
}

Errors mistakes_of(const CustomField& field) {
  Errors errors;
  if (!is_key(field.key))
    add(errors, "R020", "/key",
        fmt::format("A key has 1 to {} small letters, digits and \"_\", and begins with a letter.",
                    kCustomKeyBytesMax));
  if (!is_label(field.label))
    add(errors, "R021", "/label",
        fmt::format("A label has 1 to {} bytes without control characters.", kLabelBytesMax));
  if (!may_be_custom(field.type))
    add(errors, "R022", "/type",
        "A field of your own is of the type text, whole, decimal, truth, date or choice.");
  check_choices(errors, field);
  return errors;
}

}  // namespace bailiwick::crm
