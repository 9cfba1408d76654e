#include "platform/files/json_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "platform/files/json.hpp"

namespace bailiwick::platform::files {
namespace {

constexpr std::size_t kDigitsExact = 18;  // digits that always fit an integer

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

void append_utf8(std::string& out, std::uint32_t point) {
  const auto add = [&out](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (point < 0x80) return add(point);
  if (point < 0x800) {
    add(0xC0 | point >> 6);
  } else if (point < 0x10000) {
    add(0xE0 | point >> 12);
    add(0x80 | (point >> 6 & 0x3F));
  } else {
    add(0xF0 | point >> 18);
    add(0x80 | (point >> 12 & 0x3F));
    add(0x80 | (point >> 6 & 0x3F));
  }
  add(0x80 | (point & 0x3F));
}

// The four hexadecimal digits at `at`, or nothing.
std::optional<std::uint32_t> code_unit(std::string_view text, std::size_t at) {
  std::uint32_t unit = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    const int digit = i < text.size() ? hex_digit(text[i]) : -1;
    if (digit < 0) return std::nullopt;
    unit = unit << 4 | static_cast<std::uint32_t>(digit);
  }
  return unit;
}

// Undoes the escapes of a string's inside; nothing where one is wrong (RFC 8259, section 7).
std::optional<std::string> unescaped(std::string_view text) {
  constexpr std::string_view kLetters = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out.push_back(text[i]);
      continue;
    }
    const char letter = text[++i];  // a string does not end with a backslash
    if (letter != 'u') {
      const std::size_t which = kLetters.find(letter);
      if (which == std::string_view::npos) return std::nullopt;
      out.push_back(kMeanings[which]);
      continue;
    }
    auto point = code_unit(text, i + 1);
    if (!point || (*point >= 0xDC00 && *point < 0xE000)) return std::nullopt;
    i += 4;
    if (*point >= 0xD800 && *point < 0xDC00) {
      if (text.substr(i + 1, 2) != "\\u") return std::nullopt;
      const auto low = code_unit(text, i + 3);
      if (!low || *low < 0xDC00 || *low >= 0xE000) return std::nullopt;
      point = 0x10000 + ((*point - 0xD800) << 10) + (*low - 0xDC00);
      i += 6;
    }
    append_utf8(out, *point);
  }
  return out;
}

}  // namespace

// Reads values one after another; open arrays and objects are kept on a stack.
class JsonTreeParser {
 public:
  explicit JsonTreeParser(JsonTree& tree) : tree_(tree), text_(tree.text_) {}

  bool run() {
    if (text_.substr(0, 3) == "\xEF\xBB\xBF") at_ = 3;
    while (true) {
      const std::size_t depth = depth_;
      if (!take_value()) return false;
      bool is_next = depth_ > depth && !take_close();
      if (is_next && is_in_object() && !take_name()) return false;
      // Behind a value: close what ends here, up to a comma or the end of the text.
      while (!is_next) {
        skip_blanks();
        if (depth_ == 0) return at_ == text_.size();
        if (at_ < text_.size() && text_[at_] == ',') {
          ++at_;
          if (is_in_object() && !take_name()) return false;
          is_next = true;
        } else if (!take_close()) {
          return false;
        }
      }
    }
  }

 private:
  using Kind = JsonTree::Kind;
  using Node = JsonTree::Node;

  void skip_blanks() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t'))
      ++at_;
  }

  bool is_in_object() const { return text_[tree_.nodes_[open_[depth_ - 1]].begin] == '{'; }

  Node& add(Kind kind, std::size_t begin) {
    Node& node = tree_.nodes_.emplace_back();
    node.begin = static_cast<std::uint32_t>(begin);
    node.link = JsonTree::kScalars + static_cast<std::uint32_t>(kind);
    return node;
  }

  // Counts a value towards the array or object that it stands in; the names of members are not counted.
  void count() {
    if (depth_ > 0) ++tree_.nodes_[open_[depth_ - 1]].span.count;
  }

  bool take_value() {
    skip_blanks();
    if (at_ >= text_.size()) return false;
    count();
    switch (text_[at_]) {
      case '[':
        return open(Kind::kArray);
      case '{':
        return open(Kind::kObject);
      case '"':
        return take_string();
      case 'n':
        return take_word("null", Kind::kNull);
      case 't':
        return take_word("true", Kind::kTrue);
      case 'f':
        return take_word("false", Kind::kFalse);
      default:
        return take_number();
    }
  }

  bool open(Kind kind) {
    if (depth_ == open_.size()) return false;
    open_[depth_++] = static_cast<std::uint32_t>(tree_.nodes_.size());
    const std::size_t begin = at_++;
    add(kind, begin).span = {0, 0};
    return true;
  }

  // Closes the innermost array or object if it ends here.
  bool take_close() {
    skip_blanks();
    const char wanted = is_in_object() ? '}' : ']';
    if (at_ >= text_.size() || text_[at_] != wanted) return false;
    Node& node = tree_.nodes_[open_[--depth_]];
    node.span.end = static_cast<std::uint32_t>(++at_);
    node.link = static_cast<std::uint32_t>(tree_.nodes_.size());
    return true;
  }

  bool take_name() {
    skip_blanks();
    if (at_ >= text_.size() || text_[at_] != '"' || !take_string()) return false;
    skip_blanks();
    if (at_ >= text_.size() || text_[at_] != ':') return false;
    ++at_;
    return true;
  }

  bool take_word(std::string_view word, Kind kind) {
    if (text_.substr(at_, word.size()) != word) return false;
    const std::size_t begin = at_;
    at_ += word.size();
    add(kind, begin);
    return true;
  }

  bool take_string() {
    const std::size_t begin = ++at_;
    bool has_escape = false;
    for (; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (static_cast<unsigned char>(text_[at_]) < 0x20) return false;
      if (text_[at_] != '\\') continue;
      has_escape = true;
      ++at_;
    }
    if (at_ >= text_.size()) return false;
    Node& node = add(has_escape ? Kind::kEscaped : Kind::kString, begin);
    node.span = {0, static_cast<std::uint32_t>(at_)};
    if (has_escape) {
      auto plain = unescaped(text_.substr(begin, at_ - begin));
      if (!plain) return false;
      node.span.count = static_cast<std::uint32_t>(tree_.escaped_.size());
      tree_.escaped_.push_back(std::move(*plain));
    }
    ++at_;
    return true;
  }

  std::size_t take_digits() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    return at_ - begin;
  }

  bool take_number() {
    const std::size_t begin = at_;
    if (text_[at_] == '-') ++at_;
    const std::size_t first = at_;
    const std::size_t digits = take_digits();
    if (digits == 0 || (digits > 1 && text_[first] == '0')) return false;
    bool is_whole = true;
    if (at_ < text_.size() && text_[at_] == '.') {
      ++at_;
      is_whole = false;
      if (take_digits() == 0) return false;
    }
    if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
      ++at_;
      is_whole = false;
      if (at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-')) ++at_;
      if (take_digits() == 0) return false;
    }
    return is_whole && digits <= kDigitsExact ? add_integer(begin, first) : add_real(begin);
  }

  bool add_integer(std::size_t begin, std::size_t first) {
    std::int64_t value = 0;
    for (std::size_t i = first; i < at_; ++i) value = 10 * value + (text_[i] - '0');
    add(Kind::kInteger, begin).integer = first > begin ? -value : value;
    return true;
  }

  bool add_real(std::size_t begin) {
    const std::string_view digits = text_.substr(begin, at_ - begin);
    double value = 0.0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc()) {
      // Too large or too small; json.hpp decides which.
      const auto read = nlohmann::json::parse(digits, nullptr, false);
      if (!read.is_number()) return false;
      value = read.get<double>();
    }
    add(Kind::kReal, begin).real = value;
    return true;
  }

  JsonTree& tree_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::array<std::uint32_t, kJsonDepthLimit> open_{};
  std::size_t depth_ = 0;
};

std::optional<std::int64_t> JsonValue::integer() const {
  if (tree_->kind_of(node_) != JsonTree::Kind::kInteger) return std::nullopt;
  return tree_->nodes_[node_].integer;
}

std::string_view JsonValue::text() const {
  const JsonTree::Node& node = tree_->nodes_[node_];
  if (tree_->kind_of(node_) == JsonTree::Kind::kEscaped) return tree_->escaped_[node.span.count];
  return tree_->text_.substr(node.begin, node.span.end - node.begin);
}

std::string_view JsonValue::source() const {
  const JsonTree::Node& node = tree_->nodes_[node_];
  const std::string_view rest = tree_->text_.substr(node.begin);
  switch (tree_->kind_of(node_)) {
    case JsonTree::Kind::kString:
    case JsonTree::Kind::kEscaped:
      return tree_->text_.substr(node.begin - 1, node.span.end - node.begin + 2);
    case JsonTree::Kind::kArray:
    case JsonTree::Kind::kObject:
      return rest.substr(0, node.span.end - node.begin);
    default:  // words and numbers end with the first byte that cannot be in one
      return rest.substr(0, rest.find_first_not_of("+-.0123456789Eaeflnrstu"));
  }
}

JsonValue JsonValue::member(std::string_view name) const {
  JsonValue found{tree_, 0};
  if (!is_object()) return found;
  for (Iterator it = begin(); it != end(); ++it) {
    const bool is_it = (*it).text() == name;
    ++it;
    if (is_it) found = *it;
  }
  return found;
}

std::vector<std::pair<std::string_view, JsonValue>> JsonValue::members() const {
  std::vector<std::pair<std::string_view, JsonValue>> all;
  if (!is_object()) return all;
  for (Iterator it = begin(); it != end(); ++it) {
    const std::string_view name = (*it).text();
    ++it;
    all.emplace_back(name, *it);
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::pair<std::string_view, JsonValue>> result;
  for (const auto& [name, value] : all) {
    if (!result.empty() && result.back().first == name) result.pop_back();
    result.emplace_back(name, value);
  }
  return result;
}

Result<JsonTree> parse_json_tree(const TextFile& file) {
  JsonTree tree;
  tree.text_ = file.text;
  if (file.text.size() <= kJsonBytesLimit) {
    // Before every value but the first stands one of these.
    const auto values = std::count_if(file.text.begin(), file.text.end(), [](char c) {
      return (c == ',') | (c == ':') | (c == '[') | (c == '{');
    });
    tree.nodes_.reserve(static_cast<std::size_t>(values) + 2);
    if (JsonTreeParser(tree).run()) return tree;
  }
  // Whatever is wrong, json.hpp has the words for it.
  const Result<nlohmann::json> document = parse_json(file);
  if (!document) return tl::unexpected<Error>(document.error());
  return fail(ErrorCode::kInvalidInput, "F050", fmt::format("{}: this is not JSON.", file.name));
}

}  // namespace bailiwick::platform::files
