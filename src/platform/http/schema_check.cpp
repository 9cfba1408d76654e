#include "platform/http/schema_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "base/nearest.hpp"
#include "base/time.hpp"
#include "base/uuid.hpp"
#include "platform/http/schema_node.hpp"

namespace bailiwick::platform::http {
namespace {

using nlohmann::json;

// RFC 6901, section 3.
std::string escaped(std::string_view key) {
  std::string result;
  for (const char c : key) {
    if (c == '~')
      result += "~0";
    else if (c == '/')
      result += "~1";
    else
      result += c;
  }
  return result;
}

// What a message calls the value: its key, the place in its list, or the body as a whole.
std::string called(std::string_view pointer) {
  if (pointer.empty()) return "The body";
  if (pointer[0] == '?') return fmt::format("The parameter \"{}\"", pointer.substr(1));
  return fmt::format("\"{}\"", pointer.substr(1, kNamedLengthMax));
}

class Checker {
 public:
  void check(const Schema& schema, const json& value, const std::string& pointer);
  [[nodiscard]] Errors take() { return std::move(errors_); }

 private:
  void add(std::string_view rule, const std::string& pointer, std::string_view wrong) {
    if (errors_.size() >= kMistakesMax) return;
    errors_.push_back({ErrorCode::kInvalidInput, std::string(rule),
                       fmt::format("{} {}", called(pointer), wrong), pointer});
  }
  // Whether the value is of the kind; adds H012 where not.
  bool is_kind(bool is_so, std::string_view kind, const json& value, const std::string& pointer) {
    if (!is_so) add("H012", pointer, fmt::format("must be {}, not {}.", kind, kind_of(value)));
    return is_so;
  }
  static std::string_view kind_of(const json& value);

  void check_text(const SchemaNode& node, const json& value, const std::string& pointer);
  void check_form(const SchemaNode& node, const json& value, const std::string& pointer);
  void check_integer(const SchemaNode& node, const json& value, const std::string& pointer);
  void check_number(const SchemaNode& node, const json& value, const std::string& pointer);
  void check_word(const SchemaNode& node, const json& value, const std::string& pointer);
  void check_array(const SchemaNode& node, const json& value, const std::string& pointer);
  void check_map(const SchemaNode& node, const json& value, const std::string& pointer);
  void check_object(const SchemaNode& node, const json& value, const std::string& pointer);

  Errors errors_;
};

std::string_view Checker::kind_of(const json& value) {
  switch (value.type()) {
    case json::value_t::null:
      return "null";
    case json::value_t::boolean:
      return "true or false";
    case json::value_t::string:
      return "a text";
    case json::value_t::array:
      return "a list";
    case json::value_t::object:
      return "an object";
    default:
      return "a number";
  }
}

std::size_t code_points(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

// Control characters but tab and line ends have no business in a text, and PostgreSQL refuses U+0000.
bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
  });
}

void Checker::check_text(const SchemaNode& node, const json& value, const std::string& pointer) {
  if (!is_kind(value.is_string(), "a text", value, pointer)) return;
  const auto& text = value.get_ref<const std::string&>();
  if (has_control(text)) add("H018", pointer, "holds a control character; remove it.");
  const std::size_t size = code_points(text);
  if (size >= node.size_min && size <= node.size_max) return;
  if (size == 0 && node.size_min == 1) {
    add("H013", pointer, "must not be empty.");
  } else {
    add("H013", pointer,
        fmt::format("must have {} to {} characters; it has {}.", node.size_min, node.size_max,
                    size));
  }
}

// Enough to catch a slip: one @, no blanks, lengths of RFC 5321, 4.5.3.1. Whether it exists only a letter to it tells.
bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || at == 0 || at > 64 || text.size() > 254) return false;
  const std::string_view domain = text.substr(at + 1);
  if (domain.empty() || domain.front() == '.' || domain.back() == '.') return false;
  if (domain.find("..") != std::string_view::npos) return false;
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; }) &&
         domain.find_first_of("@,;<>()\"\\[]") == std::string_view::npos;
}

bool is_id(std::string_view prefix, std::string_view text) {
  return text.size() == prefix.size() + 27 && text.starts_with(prefix) &&
         text[prefix.size()] == '_' && from_base32(text.substr(prefix.size() + 1)).has_value();
}

void Checker::check_form(const SchemaNode& node, const json& value, const std::string& pointer) {
  if (!is_kind(value.is_string(), "a text", value, pointer)) return;
  const auto& text = value.get_ref<const std::string&>();
  switch (node.kind) {
    case SchemaKind::kEmail:
      if (!is_email(text)) add("H016", pointer, "must be an e-mail address, like ada@example.org.");
      return;
    case SchemaKind::kId:
      if (!is_id(node.name, text))
        add("H016", pointer,
            fmt::format("must be an id like {}_01h455vb4pex5vsknk084sn02q, as the API gave it.",
                        node.name));
      return;
    case SchemaKind::kDate:
      if (!parse_date(text)) add("H016", pointer, "must be a day that exists, like 2026-11-25.");
      return;
    default:
      if (!parse_instant(text))
        add("H016", pointer, "must be a point in time by RFC 3339, like 2026-11-25T18:21:42Z.");
  }
}

void Checker::check_integer(const SchemaNode& node, const json& value, const std::string& pointer) {
  if (!is_kind(value.is_number_integer(), "a whole number", value, pointer)) return;
  const bool is_huge = value.is_number_unsigned() &&
                       value.get<std::uint64_t>() >
                           static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (!is_huge && value.get<std::int64_t>() >= node.integer_min &&
      value.get<std::int64_t>() <= node.integer_max)
    return;
  add("H014", pointer, fmt::format("must be from {} to {}.", node.integer_min, node.integer_max));
}

void Checker::check_number(const SchemaNode& node, const json& value, const std::string& pointer) {
  if (!is_kind(value.is_number(), "a number", value, pointer)) return;
  const auto number = value.get<double>();
  if (std::isfinite(number) && number >= node.number_min && number <= node.number_max) return;
  add("H014", pointer, fmt::format("must be from {} to {}.", node.number_min, node.number_max));
}

void Checker::check_word(const SchemaNode& node, const json& value, const std::string& pointer) {
  if (!is_kind(value.is_string(), "a text", value, pointer)) return;
  const auto& word = value.get_ref<const std::string&>();
  if (std::find(node.words.begin(), node.words.end(), word) != node.words.end()) return;
  add("H015", pointer,
      fmt::format("must be one of {}.{}", fmt::join(node.words, ", "),
                  did_you_mean(word, node.words)));
}

void Checker::check_array(const SchemaNode& node, const json& value, const std::string& pointer) {
  if (!is_kind(value.is_array(), "a list", value, pointer)) return;
  if (value.size() > node.size_max) {
    add("H017", pointer,
        fmt::format("has {} items; at most {} are allowed.", value.size(), node.size_max));
    return;
  }
  for (std::size_t i = 0; i < value.size() && errors_.size() < kMistakesMax; ++i)
    check(node.items[0], value[i], fmt::format("{}/{}", pointer, i));
}

void Checker::check_map(const SchemaNode& node, const json& value, const std::string& pointer) {
  if (!is_kind(value.is_object(), "an object", value, pointer)) return;
  if (value.size() > node.size_max) {
    add("H017", pointer,
        fmt::format("has {} entries; at most {} are allowed.", value.size(), node.size_max));
    return;
  }
  for (const auto& [key, entry] : value.items()) {
    const std::string place = fmt::format("{}/{}", pointer, escaped(key));
    if (has_control(key)) add("H018", place, "has a name with a control character; remove it.");
    check(node.items[0], entry, place);
  }
}

void Checker::check_object(const SchemaNode& node, const json& value, const std::string& pointer) {
  if (!is_kind(value.is_object(), "an object", value, pointer)) return;
  std::vector<std::string> names;
  for (const NodeField& field : node.fields) {
    names.push_back(field.name);
    const std::string place = fmt::format("{}/{}", pointer, escaped(field.name));
    const auto found = value.find(field.name);
    if (found != value.end())
      check(field.schema, *found, place);
    else if (field.is_required)
      add("H010", place, "is missing.");
  }
  for (const auto& [key, ignored] : value.items()) {
    if (std::find(names.begin(), names.end(), key) != names.end()) continue;
    add("H011", fmt::format("{}/{}", pointer, escaped(key)),
        fmt::format("is not a field here.{}", did_you_mean(key, names)));
  }
}

void Checker::check(const Schema& schema, const json& value, const std::string& pointer) {
  const SchemaNode& node = schema.node();
  if (value.is_null() && node.is_nullable) return;
  switch (node.kind) {
    case SchemaKind::kAny:
      return;
    case SchemaKind::kText:
      return check_text(node, value, pointer);
    case SchemaKind::kEmail:
    case SchemaKind::kId:
    case SchemaKind::kDate:
    case SchemaKind::kInstant:
      return check_form(node, value, pointer);
    case SchemaKind::kBoolean:
      is_kind(value.is_boolean(), "true or false", value, pointer);
      return;
    case SchemaKind::kInteger:
      return check_integer(node, value, pointer);
    case SchemaKind::kNumber:
      return check_number(node, value, pointer);
    case SchemaKind::kOneOf:
      return check_word(node, value, pointer);
    case SchemaKind::kArray:
      return check_array(node, value, pointer);
    case SchemaKind::kMap:
      return check_map(node, value, pointer);
    case SchemaKind::kObject:
      return check_object(node, value, pointer);
  }
}

// What a query's text stands for: 7 for "7" where a number is wanted. Text that is none stays text, and is refused as such.
json value_of_text(const SchemaNode& node, std::string_view text) {
  const char* end = text.data() + text.size();
  if (node.kind == SchemaKind::kInteger) {
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec == std::errc() && read.ptr == end) return number;
  } else if (node.kind == SchemaKind::kNumber) {
    double number = 0;
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec == std::errc() && read.ptr == end) return number;
  } else if (node.kind == SchemaKind::kBoolean) {
    if (text == "true") return true;
    if (text == "false") return false;
  }
  return std::string(text);
}

}  // namespace

Errors mistakes_of(const Schema& schema, const json& value) {
  Checker checker;
  checker.check(schema, value, "");
  return checker.take();
}

Errors mistakes_of_text(const Schema& schema, std::string_view text, std::string_view pointer) {
  Checker checker;
  checker.check(schema, value_of_text(schema.node(), text), std::string(pointer));
  return checker.take();
}

}  // namespace bailiwick::platform::http
