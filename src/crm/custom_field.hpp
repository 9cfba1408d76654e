// A field that a company defined for itself, and the company's fields of an object together. Plain values.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "crm/object.hpp"

namespace bailiwick::crm {

inline constexpr std::size_t kCustomFieldsMax = 100;  // of an object, hidden ones counted
inline constexpr std::size_t kCustomKeyBytesMax = 40;
inline constexpr std::size_t kCustomChoicesMax = 200;
inline constexpr std::int64_t kCustomTextBytesMax = 2'000;

// Small letters, digits and "_", beginning with a letter: fit for formulas, columns and addresses.
[[nodiscard]] bool is_key(std::string_view key);

// What people read: 1 to kLabelBytesMax bytes without control characters.
inline constexpr std::size_t kLabelBytesMax = 100;
[[nodiscard]] bool is_label(std::string_view text);

struct CustomField {
  ObjectKind object = ObjectKind::kAccount;
  std::string key;    // "budget_holder": small letters, digits, "_"; begins with a letter
  std::string label;  // "Budget holder"
  FieldType type = FieldType::kText;  // text, whole, decimal, truth, date or choice
  std::vector<std::string> choices = {};
  std::int64_t place = 0;  // fields are shown in this order
  bool is_open = true;     // false: hidden
  std::int64_t version = 1;
};

// As a FieldSpec, for checks and forms of values. Views into the field it was made from, which must stay where it is.
class CustomSpec {
 public:
  explicit CustomSpec(const CustomField& field);
  [[nodiscard]] const FieldSpec& spec() const { return spec_; }
  CustomSpec(const CustomSpec&) = delete;
  CustomSpec& operator=(const CustomSpec&) = delete;

 private:
  std::vector<std::string_view> choices_;
  FieldSpec spec_;
};

// Every mistake in a definition: R020 its key, R021 its label, R022 its type, R023 its choices.
[[nodiscard]] Errors mistakes_of(const CustomField& field);

}  // namespace bailiwick::crm
