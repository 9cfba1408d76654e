#include "platform/http/json_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace bailiwick::platform::http {
namespace {

// One a byte: what cannot stand in a string as it is.
constexpr std::array<bool, 256> kIsEscaped = [] {
  std::array<bool, 256> table{};
  for (std::size_t c = 0; c < 0x20; ++c) table[c] = true;
  for (const unsigned char c : {'"', '\\', '\x7F'}) table[c] = true;
  return table;
}();

bool is_escaped(char c) { return kIsEscaped[static_cast<unsigned char>(c)]; }

}  // namespace

void append_quoted(std::string& json, std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  json += '"';
  for (auto from = text.begin(); from != text.end();) {
    const auto special = std::find_if(from, text.end(), is_escaped);
    json.append(from, special);
    if (special == text.end()) break;
    if (*special == '"' || *special == '\\') {
      json += '\\';
      json += *special;
    } else {
      const auto code = static_cast<unsigned char>(*special);
      json += "\\u00";
      json += kDigits[code >> 4];
      json += kDigits[code & 15];
    }
    from = special + 1;
  }
  json += '"';
}

void append_member(std::string& json, std::string_view name, std::string_view text) {
  json += json.ends_with('{') ? "\"" : ",\"";
  json += name;
  json += "\":";
  append_quoted(json, text);
}

}  // namespace bailiwick::platform::http
