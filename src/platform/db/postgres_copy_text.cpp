#include "platform/db/postgres_copy_text.hpp"

#include <fmt/format.h>

#include <cassert>
#include <iterator>

#include "platform/db/postgres_types.hpp"

namespace bailiwick::platform::db {
namespace {

struct Writer {
  std::string& text;
  unsigned type;

  void operator()(std::monostate) const { text += "\\N"; }
  void operator()(std::int64_t number) const {
    fmt::format_to(std::back_inserter(text), "{}", number);
  }
  // The shortest text that reads back as the same double.
  void operator()(double number) const { fmt::format_to(std::back_inserter(text), "{}", number); }
  void operator()(const std::string& value) const {
    for (const char c : value) {
      switch (c) {
        case '\\':
          text += "\\\\";
          break;
        case '\t':
          text += "\\t";
          break;
        case '\n':
          text += "\\n";
          break;
        case '\r':
          text += "\\r";
          break;
        default:
          text += c;
      }
    }
  }
  void operator()(const Bytes& bytes) const {
    constexpr std::string_view digits = "0123456789abcdef";
    if (type != kUuid) text += "\\\\x";
    for (const std::uint8_t byte : bytes) {
      text += digits[byte >> 4];
      text += digits[byte & 15];
    }
  }
};

}  // namespace

void append_copy_row(std::span<const Value> values, std::span<const unsigned> types,
                     std::string& text) {
  assert(values.size() == types.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) text += '\t';
    std::visit(Writer{text, types[i]}, values[i].variant());
  }
  text += '\n';
}

}  // namespace bailiwick::platform::db
