#include "platform/http/json_body.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "base/text.hpp"

namespace bailiwick::platform::http {
namespace {

using nlohmann::json;

// The parser is safe at any depth; what walks its result need not be, so it stops where the text goes deeper.
bool is_too_deep(std::string_view text) {
  int depth = 0;
  bool is_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_string) {
      if (c == '\\') ++i;
      is_string = c != '"';
    } else if (c == '"') {
      is_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kBodyDepthMax) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

std::string place_of(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, std::min(at, text.size()));
  const std::size_t line_begin = before.rfind('\n') + 1;  // 0 where there is none
  return fmt::format("line {}, column {}", 1 + std::count(before.begin(), before.end(), '\n'),
                     before.size() - line_begin + 1);
}

}  // namespace

Result<json> parse_body(std::string_view text) {
  if (trimmed(text).empty())
    return fail(ErrorCode::kInvalidInput, "H004", "The request has no body; send a JSON object.");
  if (is_too_deep(text))
    return fail(ErrorCode::kInvalidInput, "H002",
                fmt::format("The body has more than {} levels of nesting.", kBodyDepthMax));
  try {
    return json::parse(text);
  } catch (const json::parse_error& error) {
    return fail(ErrorCode::kInvalidInput, "H001",
                fmt::format("The body is not JSON; the mistake is at {}.",
                            place_of(text, error.byte > 0 ? error.byte - 1 : 0)));
  } catch (const json::exception&) {
    return fail(ErrorCode::kInvalidInput, "H001",
                "The body is not JSON: a number is out of range.");
  }
}

}  // namespace bailiwick::platform::http
